package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// An image, looked up at places that a grid names.
///
/// Inputs: the image `[batch, channels, height, width]`, and the places `[batch, height, width, 2]`
/// as `x, y` between -1 and 1. Source: OpenVINO `GridSample-9`.
@IrType(opset = "opset9")
public record GridSample(boolean alignCorners, GridSampleMode mode, GridSamplePadding paddingMode)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Require.real("the grid", inputs.get(1));
        PartialShape image = Ranked.of("the image", inputs.get(0), 4);
        PartialShape grid = Ranked.of("the grid", inputs.get(1), 4);
        Require.that(
                grid.dimension(3).contains(2),
                "a place has 2 coordinates, not %s",
                grid.dimension(3));
        Dimension batch = Ranked.merge("the batch", image.dimension(0), grid.dimension(0));
        return List.of(
                Fact.of(
                        inputs.getFirst()
                                .type()
                                .withShape(
                                        PartialShape.of(
                                                List.of(
                                                        batch,
                                                        image.dimension(1),
                                                        grid.dimension(1),
                                                        grid.dimension(2))))));
    }
}

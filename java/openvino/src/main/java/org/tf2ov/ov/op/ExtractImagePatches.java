package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Windows of an image, with the elements of each in the channels.
///
/// Input: `[batch, channels, height, width]`. Source: OpenVINO `ExtractImagePatches-3`.
///
/// @param rates from one element of a window to the next
@IrType(opset = "opset3")
public record ExtractImagePatches(
        List<Integer> sizes, List<Integer> strides, List<Integer> rates, AutoPad autoPad)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        for (List<Integer> pair : List.of(sizes, strides, rates)) {
            Require.that(
                    pair.size() == 2 && pair.stream().allMatch(number -> number > 0),
                    "sizes, strides and rates must be two positive numbers, not %s",
                    pair);
        }
        PartialShape shape = Ranked.of("the image", x, 4);
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(shape.dimension(0));
        dimensions.add(shape.dimension(1).times(sizes.get(0)).times(sizes.get(1)));
        for (int i = 0; i < 2; i++) {
            Dimension size = shape.dimension(i + 2);
            long window = (sizes.get(i) - 1L) * rates.get(i) + 1;
            dimensions.add(
                    autoPad.isSame()
                            ? size.ceilDivide(strides.get(i))
                            : size.plus(-window).floorDivide(strides.get(i)).plus(1).atLeastZero());
        }
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The parts of images that boxes cut out, each cell from channels of its own.
///
/// Inputs: the images `[batch, channels, height, width]`, and the boxes `[boxes, 5]` as `image, x1,
/// y1, x2, y2`. Source: OpenVINO `PSROIPooling-1`.
public record PSROIPooling(
        int outputDim,
        int groupSize,
        double spatialScale,
        PsRoiMode mode,
        int spatialBinsX,
        int spatialBinsY)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Require.sameElement(inputs);
        Value x = inputs.getFirst();
        Require.that(
                x.type().element().isFloat(),
                "the image must be floating point and is %s",
                x.type());
        PartialShape image = Ranked.of("the image", x, 4);
        PartialShape boxes = Ranked.of("the boxes", inputs.get(1), 2);
        Require.that(
                boxes.dimension(1).contains(5), "a box has 5 numbers, not %s", boxes.dimension(1));
        Require.that(outputDim > 0 && groupSize > 0, "output_dim and group_size must be positive");
        long cells =
                mode == PsRoiMode.AVERAGE
                        ? (long) groupSize * groupSize
                        : (long) spatialBinsX * spatialBinsY;
        Require.that(
                image.dimension(1).contains(outputDim * cells),
                "the image must have %s channels and has %s",
                outputDim * cells,
                image.dimension(1));
        Dimension size = Dimension.of(groupSize);
        return List.of(
                Fact.of(
                        x.type()
                                .withShape(
                                        PartialShape.of(
                                                List.of(
                                                        boxes.dimension(0),
                                                        Dimension.of(outputDim),
                                                        size,
                                                        size)))));
    }
}

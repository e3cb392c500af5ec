package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The parts of images that boxes cut out, brought to one size by interpolation.
///
/// Inputs: the images `[batch, channels, height, width]`, the boxes `[boxes, 4]` as `x1, y1, x2,
/// y2`, and the image of each. Source: OpenVINO `ROIAlign-9`.
@IrType(opset = "opset9")
public record ROIAlign(
        int pooledH,
        int pooledW,
        int samplingRatio,
        double spatialScale,
        RoiAlignMode mode,
        RoiAlignment alignedMode)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value x = inputs.getFirst();
        ElementType element = Require.sameElement(inputs.subList(0, 2));
        Require.that(element.isFloat(), "the image must be floating point and is %s", x.type());
        Require.integer("the numbers of the images", inputs.get(2));
        PartialShape image = Ranked.of("the image", x, 4);
        PartialShape boxes = Ranked.of("the boxes", inputs.get(1), 2);
        PartialShape images = Ranked.of("the numbers of the images", inputs.get(2), 1);
        Require.that(
                boxes.dimension(1).contains(4), "a box has 4 numbers, not %s", boxes.dimension(1));
        Require.that(pooledH > 0 && pooledW > 0, "pooled_h and pooled_w must be positive");
        Dimension count =
                Ranked.merge("the number of boxes", boxes.dimension(0), images.dimension(0));
        return List.of(
                Fact.of(
                        new TensorType(
                                element,
                                PartialShape.of(
                                        List.of(
                                                count,
                                                image.dimension(1),
                                                Dimension.of(pooledH),
                                                Dimension.of(pooledW))))));
    }
}

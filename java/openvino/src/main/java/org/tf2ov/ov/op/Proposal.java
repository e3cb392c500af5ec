package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The boxes in which a region proposal network sees objects, and their probabilities.
///
/// Inputs: probabilities `[batch, 2 * anchors, height, width]`, deltas `[batch, 4 * anchors,
/// height, width]`, and the size of the image with its scale `[3 or 4]`. Source: OpenVINO
/// `Proposal-4`.
@IrType(opset = "opset4")
public record Proposal(
        int baseSize,
        int preNmsTopn,
        int postNmsTopn,
        double nmsThresh,
        int featStride,
        int minSize,
        List<Float> ratio,
        List<Float> scale,
        boolean clipBeforeNms,
        boolean clipAfterNms,
        boolean normalize,
        double boxSizeScale,
        double boxCoordinateScale,
        String framework)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        ElementType element = Require.sameElement(inputs);
        Require.real("its inputs", inputs.getFirst());
        PartialShape probabilities = Ranked.of("the probabilities", inputs.get(0), 4);
        PartialShape deltas = Ranked.of("the deltas", inputs.get(1), 4);
        PartialShape image = Ranked.of("the size of the image", inputs.get(2), 1);
        Require.that(
                image.dimension(0).contains(3) || image.dimension(0).contains(4),
                "the size of the image must have 3 or 4 elements, not %s",
                image.dimension(0));
        Require.that(postNmsTopn > 0, "post_nms_topn must be positive and is %s", postNmsTopn);
        Dimension batch =
                Ranked.merge("the batch", probabilities.dimension(0), deltas.dimension(0));
        for (int i = 2; i < 4; i++) {
            Ranked.merge("the size", probabilities.dimension(i), deltas.dimension(i));
        }
        Ranked.merge(
                "the number of deltas", probabilities.dimension(1).times(2), deltas.dimension(1));
        Dimension count = batch.times(postNmsTopn);
        return List.of(
                Fact.of(new TensorType(element, PartialShape.of(List.of(count, Dimension.of(5))))),
                Fact.of(new TensorType(element, PartialShape.of(List.of(count)))));
    }
}

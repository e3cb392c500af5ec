package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The boxes that an SSD network found, decoded, without those that overlap too much.
///
/// Inputs: box deltas `[batch, numbers]`, class scores `[batch, numbers]`, prior boxes `[1 or
/// batch, 2 or 1, numbers]`, and for RefineDet two more. The result is `[1, 1, boxes, 7]`: image,
/// class, score, corners. Source: OpenVINO `DetectionOutput-8`.
@IrType(opset = "opset8")
public record DetectionOutput(
        int backgroundLabelId,
        int topK,
        boolean varianceEncodedInTarget,
        List<Integer> keepTopK,
        DetectionCode codeType,
        boolean shareLocation,
        double nmsThreshold,
        double confidenceThreshold,
        boolean clipAfterNms,
        boolean clipBeforeNms,
        boolean decreaseLabelId,
        boolean normalized,
        int inputHeight,
        int inputWidth,
        double objectnessScore)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 5);
        Require.that(inputs.size() != 4, "it takes 3 or 5 inputs");
        ElementType element = Require.sameElement(inputs);
        Require.real("its inputs", inputs.getFirst());
        PartialShape deltas = Ranked.of("the deltas", inputs.get(0), 2);
        PartialShape scores = Ranked.of("the scores", inputs.get(1), 2);
        PartialShape priors = Ranked.of("the prior boxes", inputs.get(2), 3);
        Dimension batch = Ranked.merge("the batch", deltas.dimension(0), scores.dimension(0));
        Require.that(
                priors.dimension(0).contains(1) || priors.dimension(0).overlaps(batch),
                "the batch of the prior boxes is neither 1 nor %s",
                batch);
        Require.that(
                priors.dimension(1).contains(varianceEncodedInTarget ? 1 : 2),
                "the prior boxes have %s rows",
                priors.dimension(1));
        Dimension boxes = Dimension.ANY;
        Dimension classes = Dimension.ANY;
        if (priors.dimension(2).isStatic()) {
            boxes = Blocks.parts("the prior boxes", priors.dimension(2), normalized ? 4 : 5);
        }
        if (boxes.isStatic() && !boxes.is(0) && scores.dimension(1).isStatic()) {
            classes = Blocks.parts("the scores", scores.dimension(1), boxes.value());
        }
        checkDeltas(deltas.dimension(1), scores.dimension(1), boxes);
        return List.of(
                Fact.of(
                        new TensorType(
                                element,
                                PartialShape.of(
                                        List.of(
                                                Dimension.of(1),
                                                Dimension.of(1),
                                                found(batch, boxes, classes),
                                                Dimension.of(7))))));
    }

    /// Four deltas for each box, and for each class unless these share them.
    private void checkDeltas(Dimension deltas, Dimension scores, Dimension boxes) {
        Dimension wanted = (shareLocation ? boxes : scores).times(4);
        Require.that(
                !deltas.isStatic() || !wanted.isStatic() || deltas.equals(wanted),
                "there must be %s deltas and there are %s",
                wanted,
                deltas);
    }

    private Dimension found(Dimension batch, Dimension boxes, Dimension classes) {
        if (!keepTopK.isEmpty() && keepTopK.getFirst() > 0) {
            return batch.times(keepTopK.getFirst());
        }
        return batch.times(classes).times(topK > 0 ? Dimension.of(topK) : boxes);
    }
}

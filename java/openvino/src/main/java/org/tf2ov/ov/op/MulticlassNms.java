package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The best boxes of each class that do not overlap too much, then the best of these.
///
/// Inputs: boxes `[batch, boxes, 4]`, scores `[batch, classes, boxes]`. Outputs: class, score and
/// box of each that is selected, their indices, and how many there are of each image. Source:
/// OpenVINO `MulticlassNms-9`.
@IrType(opset = "opset9")
public record MulticlassNms(
        NmsSort sortResultType,
        ElementType outputType,
        int nmsTopK,
        int keepTopK,
        boolean sortResultAcrossBatch,
        double iouThreshold,
        double scoreThreshold,
        int backgroundClass,
        double nmsEta,
        boolean normalized)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Require.indexType("output_type", outputType);
        ElementType element = Require.sameElement(inputs);
        Detections detections = Detections.of(inputs.get(0), inputs.get(1));
        Dimension count = detections.most(nmsTopK, keepTopK);
        return List.of(
                Fact.of(new TensorType(element, PartialShape.of(List.of(count, Dimension.of(6))))),
                Fact.of(
                        new TensorType(
                                outputType, PartialShape.of(List.of(count, Dimension.of(1))))),
                Fact.of(new TensorType(outputType, PartialShape.of(List.of(detections.batch())))));
    }
}

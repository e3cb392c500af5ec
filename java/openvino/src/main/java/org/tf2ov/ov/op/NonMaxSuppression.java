package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The best boxes of each class that do not overlap too much.
///
/// Inputs: boxes `[batch, boxes, 4]`, scores `[batch, classes, boxes]`, and scalars: the most boxes
/// of a class, the threshold of overlap, that of scores, and sigma of the soft variant. Outputs:
/// batch, class and box of each that is selected, the same with scores, and how many there are.
/// Source: OpenVINO `NonMaxSuppression-9`.
@IrType(opset = "opset9")
public record NonMaxSuppression(
        BoxEncoding boxEncoding, boolean sortResultDescending, ElementType outputType)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 6);
        Require.indexType("output_type", outputType);
        for (Value scalar : inputs.subList(2, inputs.size())) {
            Require.scalarOrOne("what limits boxes, overlap or scores", scalar);
        }
        for (Value threshold : inputs.subList(Math.min(3, inputs.size()), inputs.size())) {
            Require.real("a threshold", threshold);
        }
        Detections detections = Detections.of(inputs.get(0), inputs.get(1));
        Optional<Long> each =
                inputs.size() == 2
                        ? Optional.empty()
                        : inputs.get(2).longs().map(known -> known[0]);
        Dimension count = detections.most(each.filter(most -> most >= 0));
        PartialShape shape = PartialShape.of(List.of(count, Dimension.of(3)));
        return List.of(
                Fact.of(new TensorType(outputType, shape)),
                Fact.of(new TensorType(ElementType.F32, shape)),
                Fact.of(TensorType.of(outputType, 1)));
    }
}

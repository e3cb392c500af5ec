package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The shape of a tensor.
///
/// Source: OpenVINO `ShapeOf-3`.
@IrType(opset = "opset3")
public record ShapeOf(ElementType outputType) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Require.that(
                outputType == ElementType.I32 || outputType == ElementType.I64,
                "a shape is i32 or i64, not %s",
                outputType);
        PartialShape shape = inputs.getFirst().shape();
        if (!shape.hasRank()) {
            return List.of(
                    Fact.of(new TensorType(outputType, PartialShape.of(List.of(Dimension.ANY)))));
        }
        return List.of(Fact.of(TensorType.of(outputType, shape.rank()), shape.dimensions()));
    }
}

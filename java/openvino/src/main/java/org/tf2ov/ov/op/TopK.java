package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The `k` largest or smallest elements along an axis, and where they were.
///
/// Inputs: the tensor and the scalar `k`. Source: OpenVINO `TopK-11`.
@IrType(opset = "opset11")
public record TopK(
        int axis, TopKMode mode, TopKSort sort, ElementType indexElementType, boolean stable)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value k = inputs.get(1);
        Require.integer("k", k);
        Require.rank("k", k.shape(), 0);
        Require.that(
                indexElementType == ElementType.I32 || indexElementType == ElementType.I64,
                "indices are i32 or i64, not %s",
                indexElementType);
        PartialShape shape = x.shape();
        if (shape.hasRank()) {
            int place = Axes.normalize(axis, shape.rank());
            Dimension size = shape.dimension(place);
            Dimension count =
                    k.elements()
                            .map(List::getFirst)
                            .orElse(new Dimension(0, size.max()))
                            .atLeastZero();
            shape = shape.with(place, count);
        }
        return List.of(
                Fact.of(x.type().withShape(shape)),
                Fact.of(x.type().withShape(shape).withElement(indexElementType)));
    }
}

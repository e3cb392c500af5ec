package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// As [Transpose], with an order that is computed.
///
/// Inputs: the tensor and the order; an empty order turns the dimensions round. Source: OpenVINO
/// `Transpose-1`.
@IrType(name = "Transpose")
public record TransposeBy() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value order = inputs.get(1);
        Require.integer("the order", order);
        Require.rank("the order", order.shape(), 1);
        if (order.longs().isPresent()) {
            return List.of(
                    Transpose.transpose(
                            x,
                            Arrays.stream(order.longs().orElseThrow())
                                    .mapToObj(Math::toIntExact)
                                    .toList()));
        }
        PartialShape unknown =
                x.shape().hasRank()
                        ? PartialShape.ofRank(x.shape().rank())
                        : Contents.count(order)
                                .map(PartialShape::ofRank)
                                .orElse(PartialShape.DYNAMIC);
        return List.of(Fact.of(x.type().withShape(unknown)));
    }
}

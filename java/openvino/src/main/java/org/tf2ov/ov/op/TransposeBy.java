package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
            List<Integer> known =
                    Arrays.stream(order.longs().orElseThrow()).mapToObj(Math::toIntExact).toList();
            boolean turned = known.isEmpty() && x.shape().hasRank();
            return List.of(
                    Transpose.transpose(
                            x,
                            turned
                                    ? IntStream.range(0, x.shape().rank())
                                            .boxed()
                                            .toList()
                                            .reversed()
                                    : known));
        }
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        Require.that(
                !order.shape().hasRank() || order.shape().dimension(0).contains(rank),
                "the order must have %s elements and is %s",
                rank,
                order.type());
        PartialShape unknown = PartialShape.ofRank(rank);
        return List.of(Fact.of(x.type().withShape(unknown)));
    }
}

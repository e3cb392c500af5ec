package org.tf2ov.convert.ops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;

/// What TensorFlow's optimizer has fused behind an operation, in the order of `fused_ops`: a bias,
/// a normalization or a sum, each with inputs of its own, then an activation.
final class FusedOperations {
    private FusedOperations() {}

    /// @param firstArgument the first of the inputs that belong to what is fused
    /// @param channelsFirst whether the channels of `y` are its second dimension, not its last one
    static Value apply(
            GraphBuilder g, OpNode node, Value y, int firstArgument, boolean channelsFirst) {
        List<Value> inputs = node.inputs();
        int count = node.number("num_args", 0);
        if (count < 0 || count > inputs.size() - firstArgument) {
            throw new UntranslatableException(
                    "it has " + inputs.size() + " inputs, but num_args is " + count);
        }
        Deque<Value> arguments =
                new ArrayDeque<>(inputs.subList(firstArgument, firstArgument + count));
        for (String fused : node.tf().texts("fused_ops", List.of())) {
            int needed =
                    switch (fused) {
                        case "BiasAdd", "Add" -> 1;
                        case "FusedBatchNorm" -> 4;
                        default -> 0;
                    };
            if (arguments.size() < needed) {
                throw new UntranslatableException(
                        "there are too few inputs for its fused_ops "
                                + node.tf().texts("fused_ops", List.of()));
            }
            y =
                    switch (fused) {
                        case "BiasAdd" -> {
                            Value bias = arguments.remove();
                            int rank = y.shape().hasRank() ? y.shape().rank() : 0;
                            yield g.add(
                                    new Add(),
                                    y,
                                    channelsFirst ? PerChannel.channelsFirst(g, bias, rank) : bias);
                        }
                        case "Add" -> g.add(new Add(), y, arguments.remove());
                        case "FusedBatchNorm" ->
                                TfFusedBatchNorm.normalize(
                                        g,
                                        y,
                                        arguments.remove(),
                                        arguments.remove(),
                                        arguments.remove(),
                                        arguments.remove(),
                                        node.attr("epsilon", 1e-4f),
                                        channelsFirst);
                        default -> Activation.apply(g, node, fused, y);
                    };
        }
        return y;
    }
}

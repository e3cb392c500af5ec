package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Brings blocks of the batch to the convolution that they are made for.
///
///     y = Transpose(SpaceToBatch(x))          also Unsqueeze, which a convolution along one dimension has
///     y = SpaceToBatch(Transpose(x))
///
/// The batch has to stay the first dimension.
public final class MoveSpaceToBatchDown implements Rewrite {
    private static final Pattern TURNED =
            Pattern.op(Op.class)
                    .where(value ->
                            (value.op() instanceof Transpose || value.op() instanceof Unsqueeze)
                                    && value.input(0).op() instanceof SpaceToBatch);

    @Override
    public Pattern pattern() {
        return TURNED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value turned = match.value(TURNED);
        Value blocks = turned.input(0);
        if (!match.usedOnce(blocks) || !blocks.shape().hasRank()) {
            return Optional.empty();
        }
        Optional<List<Value>> numbers =
                turned.op() instanceof Transpose(List<Integer> order)
                        ? order.getFirst() == 0
                                ? BatchBlocks.permuted(blocks, order, g)
                                : Optional.empty()
                        : turned.input(1)
                                .longs()
                                .flatMap(axes -> BatchBlocks.widened(blocks, axes, g));
        List<Value> inputs = new ArrayList<>(turned.node().inputs());
        inputs.set(0, blocks.input(0));
        return numbers.map(all -> {
            List<Value> moved =
                    new ArrayList<>(List.of(g.add(turned.node().name(), turned.op(), inputs)));
            moved.addAll(all);
            return g.add(blocks.node().name(), new SpaceToBatch(), moved);
        });
    }
}

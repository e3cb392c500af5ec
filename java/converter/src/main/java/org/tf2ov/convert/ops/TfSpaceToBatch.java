package org.tf2ov.convert.ops;

import java.util.Collections;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.SpaceToBatch;

/// `SpaceToBatchND(x, block, paddings)` and `BatchToSpaceND(x, block, crops)`, which speak of the
/// dimensions behind the batch, as many as `block` has elements; and the older `SpaceToBatch` and
/// `BatchToSpace` of images, with `block_size` for both sides.
@TfOp({"BatchToSpace", "BatchToSpaceND", "SpaceToBatch", "SpaceToBatchND"})
final class TfSpaceToBatch implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        boolean images = !node.op().endsWith("ND");
        long side = node.attr("block_size", 0L);
        Value block = images ? f.numbers(side, side) : f.i64(node.input(1));
        Value borders = f.i64(node.input(images ? 1 : 2));
        int rank = node.rank(0);
        if (!block.shape().isStatic()) {
            throw new UntranslatableException(
                    "the number of dimensions that its block shape (input 1) speaks of is not known");
        }
        int behind = rank - 1 - (int) block.shape().elementCount().value();
        if (behind < 0) {
            throw new UntranslatableException(
                    "its block shape has more elements than its input has dimensions behind the batch");
        }
        return List.of(
                g.add(
                        node.name(),
                        node.op().startsWith("Space") ? new SpaceToBatch() : new BatchToSpace(),
                        List.of(
                                node.input(0),
                                around(f, block, 1, behind),
                                around(f, f.column(borders, 0), 0, behind),
                                around(f, f.column(borders, 1), 0, behind))));
    }

    /// A vector with what leaves the batch and the last dimensions as they are.
    private static Value around(Formula f, Value vector, long neutral, int behind) {
        Value rest = f.g().constant(Collections.nCopies(behind, neutral));
        return behind == 0
                ? f.concat(0, f.numbers(neutral), vector)
                : f.concat(0, f.numbers(neutral), vector, rest);
    }
}

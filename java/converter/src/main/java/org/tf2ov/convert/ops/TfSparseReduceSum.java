package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SparseReduceSum(places, values, shape, axes; keep_dims)`: the dense sum of a sparse tensor
/// along axes, without axes of all its values.
@TfOp("SparseReduceSum")
final class TfSparseReduceSum implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Sparse sparse = Sparse.of(f, node, 0);
        int rank = sparse.rank();
        long[] axes = node.known(3, "axes");
        long[] kept =
                LongStream.range(0, rank)
                        .filter(axis ->
                                Arrays.stream(axes).noneMatch(a -> (a + rank) % rank == axis))
                        .toArray();
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        if (axes.length == 0 || kept.length == 0) {
            Value sum = f.sum(sparse.values(), 0);
            return List.of(
                    keep ? f.reshape(sum, LongStream.range(0, rank).map(_ -> 1).toArray()) : sum);
        }
        Value shape = f.gather(sparse.shape(), f.numbers(kept), 0);
        Value zeros = f.filled(sparse.values().type().element(), 0, shape);
        Value places = f.gather(sparse.places(), f.numbers(kept), 1);
        Value sum = new Sparse(f, places, sparse.values(), shape).addTo(zeros);
        long[] gone =
                LongStream.range(0, rank)
                        .filter(axis -> Arrays.stream(kept).noneMatch(k -> k == axis))
                        .toArray();
        return List.of(keep && gone.length > 0 ? f.unsqueeze(sum, gone) : sum);
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SparseConcat(places..., values..., shapes...; concat_dim)` joins sparse tensors along a
/// dimension; the values of the result are in row-major order.
@TfOp("SparseConcat")
final class TfSparseConcat implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int count = node.inputs().size() / 3;
        int rank = count == 0 ? 0 : Sparse.rank(node.input(0), node.input(2 * count));
        if (count == 0 || rank == 0) {
            throw new UntranslatableException("it joins nothing, or tensors without dimensions");
        }
        long axis = Math.floorMod(node.attr("concat_dim", 0L), rank);
        Value isAxis = f.numbers(LongStream.range(0, rank).map(i -> i == axis ? 1 : 0).toArray());
        Value[] places = new Value[count];
        Value[] values = new Value[count];
        Value before = f.number(0);
        for (int i = 0; i < count; i++) {
            places[i] = f.add(f.i64(node.input(i)), f.multiply(before, isAxis));
            values[i] = node.input(count + i);
            before = f.add(before, f.gather(f.i64(node.input(2 * count + i)), f.number(axis), 0));
        }
        Value others = f.numbers(LongStream.range(0, rank).map(i -> i == axis ? 0 : 1).toArray());
        Value shape =
                f.add(f.multiply(f.i64(node.input(2 * count)), others), f.multiply(before, isAxis));
        Sparse all = new Sparse(f, f.concat(0, places), f.concat(0, values), shape).sorted();
        return List.of(all.places(), all.values(), all.shape());
    }
}

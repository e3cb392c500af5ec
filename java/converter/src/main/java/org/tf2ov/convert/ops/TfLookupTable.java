package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.SearchSorted;
import org.tf2ov.ov.op.TopK;
import org.tf2ov.ov.op.TopKMode;
import org.tf2ov.ov.op.TopKSort;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `LookupTableFind(known, keys, default, values)` and `LookupTableSize(known)`, whose table
/// freezing has replaced by what fills it. A key that the table has not gives the default.
@TfOp({"LookupTableFind", "LookupTableFindV2", "LookupTableSize", "LookupTableSizeV2"})
final class TfLookupTable implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value known = f.flat(node.input(0));
        if (node.op().startsWith("LookupTableSize")) {
            return List.of(f.dimension(known, 0));
        }
        if (node.inputs().size() != 4) {
            throw new UntranslatableException("its table is not filled once and from tensors");
        }
        Value keys = node.input(1);
        Value otherwise = node.input(2);
        Value values = node.input(3);
        if (!values.shape().hasRank(1) || !node.input(0).shape().hasRank(1)) {
            throw new UntranslatableException("its table holds more than one number for each key");
        }
        ElementType type = known.type().element();
        if (!type.isInteger()) {
            throw new UntranslatableException(
                    "its keys are " + type.irName() + "; only whole numbers are looked up");
        }
        if (known.shape().elementCount().is(0)) {
            return List.of(f.broadcast(otherwise, f.shapeOf(keys)));
        }
        Value sorted = known;
        if (known.constant().isPresent()) {
            long[] all = known.constant().get().longs();
            Integer[] order = IntStream.range(0, all.length).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingLong(i -> all[i]));
            long[] places = Arrays.stream(order).mapToLong(Integer::longValue).toArray();
            sorted =
                    g.constant(
                            Weights.ofLongs(
                                    type,
                                    new long[] {all.length},
                                    Arrays.stream(order).mapToLong(i -> all[i]).toArray()));
            boolean isSorted = Arrays.equals(places, LongStream.range(0, all.length).toArray());
            values = isSorted ? values : f.gather(values, f.numbers(places), 0);
        } else {
            List<Value> ascending =
                    g.addAll(
                            "",
                            new TopK(0, TopKMode.MIN, TopKSort.VALUE, ElementType.I64, true),
                            List.of(known, f.dimension(known, 0)));
            sorted = ascending.get(0);
            values = f.gather(values, ascending.get(1), 0);
        }
        Value place = g.add(new SearchSorted(false, ElementType.I64), sorted, keys);
        Value last = f.subtract(f.dimension(sorted, 0), f.number(1));
        Value near = g.add(new Minimum(), place, last);
        Value isFound = g.add(new Equal(), f.gather(sorted, near, 0), keys);
        return List.of(f.choose(isFound, f.gather(values, near, 0), otherwise));
    }
}

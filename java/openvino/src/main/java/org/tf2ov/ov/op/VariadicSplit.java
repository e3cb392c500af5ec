package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor cut along an axis into parts of given sizes.
///
/// Inputs: the tensor, the axis as a scalar, and the sizes, of which one may be -1: whatever is
/// left. Source: OpenVINO `VariadicSplit-1`.
public record VariadicSplit() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value x = inputs.get(0);
        Value axis = inputs.get(1);
        Value sizes = inputs.get(2);
        Require.integer("the axis", axis);
        Require.integer("the sizes", sizes);
        Require.rank("the sizes", sizes.shape(), 1);
        Require.that(
                sizes.shape().isStatic(),
                "the number of parts must be known and the sizes are %s",
                sizes.type());
        int count = (int) sizes.shape().dimension(0).value();
        if (!x.shape().hasRank()) {
            return Collections.nCopies(count, Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        if (axis.longs().isEmpty()) {
            return Collections.nCopies(
                    count, Fact.of(x.type().withShape(PartialShape.ofRank(rank))));
        }
        int place = Axes.normalize(axis.longs().orElseThrow()[0], rank);
        Dimension whole = x.shape().dimension(place);
        if (sizes.longs().isEmpty()) {
            return parts(x, place, Collections.nCopies(count, Dimension.ANY));
        }
        long[] known = sizes.longs().orElseThrow();
        Require.that(
                Arrays.stream(known).allMatch(size -> size >= -1)
                        && Arrays.stream(known).filter(size -> size == -1).count() <= 1,
                "the sizes %s must not be negative but for one -1",
                sizes.fact());
        long sum = Arrays.stream(known).filter(size -> size >= 0).sum();
        boolean all = Arrays.stream(known).noneMatch(size -> size == -1);
        Require.that(
                !whole.isStatic() || (all ? whole.is(sum) : sum <= whole.value()),
                "the sizes %s do not make dimension %s of %s",
                sizes.fact(),
                place,
                x.type());
        Dimension rest = whole.isStatic() ? whole.plus(-sum) : Dimension.ANY;
        return parts(
                x,
                place,
                Arrays.stream(known)
                        .mapToObj(size -> size == -1 ? rest : Dimension.of(size))
                        .toList());
    }

    /// The facts of the parts, with the elements that fall to each.
    static List<Fact> parts(Value x, int axis, List<Dimension> sizes) {
        List<Fact> facts = new ArrayList<>();
        long start = 0;
        for (Dimension size : sizes) {
            TensorType type = x.type().withShape(x.shape().with(axis, size));
            if (!size.isStatic()) {
                facts.add(Fact.of(type));
                continue;
            }
            long from = start;
            facts.add(
                    Contents.pick(
                            type,
                            x,
                            place -> {
                                place[axis] += from;
                                return place;
                            }));
            start += size.value();
        }
        return facts;
    }
}

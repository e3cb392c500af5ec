package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// An operation that makes one element of all those along some axes.
///
/// Its inputs are the tensor and the axes; the reduced dimensions become 1 with `keepDims` and
/// vanish without.
public interface Reduction extends Op {
    /// Whether the reduced dimensions stay, with size 1.
    boolean keepDims();

    @Override
    default List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        accept(x);
        Require.integer("the axes", axes);
        Require.rank("the axes", axes.shape(), 0, 1);
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        Optional<long[]> known = axes.longs();
        if (known.isEmpty()) {
            return List.of(Fact.of(x.type().withShape(unknown(rank, axes))));
        }
        Require.that(
                rank > 0 || !keepDims() || known.get().length == 0,
                "a scalar has no dimensions to keep");
        Set<Integer> reduced = new HashSet<>(Axes.normalize(known.get(), rank));
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (!reduced.contains(i)) {
                dimensions.add(x.shape().dimension(i));
            } else if (keepDims()) {
                dimensions.add(Dimension.of(1));
            }
        }
        TensorType type = x.type().withShape(PartialShape.of(dimensions));
        return List.of(
                elements(x, reduced, type)
                        .map(elements -> Fact.of(type, elements))
                        .orElseGet(() -> Fact.of(type)));
    }

    /// Refuses an input of a type that the operation does not take.
    default void accept(Value x) {
        Require.number("its input", x);
    }

    /// What is known of one element of the result, given all elements that it is made of.
    default Optional<Dimension> known(List<Dimension> elements) {
        return Optional.empty();
    }

    /// The shape when it is not known which axes are meant.
    private PartialShape unknown(int rank, Value axes) {
        if (keepDims()) {
            return PartialShape.ofRank(rank);
        }
        boolean one = Contents.count(axes).filter(count -> count == 1).isPresent();
        return one ? PartialShape.ofRank(Math.max(0, rank - 1)) : PartialShape.DYNAMIC;
    }

    private Optional<List<Dimension>> elements(Value x, Set<Integer> reduced, TensorType type) {
        if (x.elements().isEmpty()) {
            return Optional.empty();
        }
        List<List<Dimension>> groups = new ArrayList<>();
        for (int i = 0; i < type.shape().elementCount().value(); i++) {
            groups.add(new ArrayList<>());
        }
        List<long[]> places = Contents.places(x.shape());
        for (int i = 0; i < places.size(); i++) {
            long[] place = places.get(i);
            long group = 0;
            for (int axis = 0; axis < place.length; axis++) {
                if (!reduced.contains(axis)) {
                    group = group * x.shape().dimension(axis).value() + place[axis];
                }
            }
            groups.get((int) group).add(x.elements().orElseThrow().get(i));
        }
        return Contents.all(groups.stream().map(this::known).toList());
    }
}

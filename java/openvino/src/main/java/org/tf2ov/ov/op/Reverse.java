package org.tf2ov.ov.op;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A tensor turned round along axes.
///
/// Inputs: the tensor, and the axes or a mask. Source: OpenVINO `Reverse-1`, which newer opsets
/// lack.
public record Reverse(ReverseMode mode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        Require.rank("the axes", axes.shape(), 1);
        if (mode == ReverseMode.MASK) {
            Require.bool("the mask", axes);
            Require.that(
                    !x.shape().hasRank()
                            || !axes.shape().hasRank()
                            || axes.shape().dimension(0).contains(x.shape().rank()),
                    "the mask must have an element for each dimension of %s",
                    x.type());
            return List.of(Fact.of(x.type()));
        }
        Require.integer("the axes", axes);
        if (!x.shape().hasRank() || axes.longs().isEmpty()) {
            return List.of(Fact.of(x.type()));
        }
        Set<Integer> turned =
                new HashSet<>(Axes.normalize(axes.longs().orElseThrow(), x.shape().rank()));
        if (x.longs().isEmpty()) {
            return List.of(Fact.of(x.type()));
        }
        return List.of(
                Contents.pick(
                        x.type(),
                        x,
                        place -> {
                            turned.forEach(axis ->
                                    place[axis] =
                                            x.shape().dimension(axis).value() - 1 - place[axis]);
                            return place;
                        }));
    }
}

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

/// A tensor without some of its dimensions of size 1.
///
/// Inputs: the tensor, and the axes to leave out; all of size 1 without it. An axis of another size
/// stays, as in the runtime. Source: OpenVINO `Squeeze-1`.
public record Squeeze() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, 2);
        Value x = inputs.getFirst();
        if (inputs.size() == 2) {
            Require.rank("the axes", inputs.get(1).shape(), 0, 1);
        }
        PartialShape shape = shape(x.shape(), inputs);
        TensorType type = x.type().withShape(shape);
        return List.of(
                x.elements()
                        .map(elements -> Fact.of(type, elements))
                        .orElseGet(() -> Fact.of(type)));
    }

    private static PartialShape shape(PartialShape from, List<Value> inputs) {
        if (!from.hasRank()) {
            return PartialShape.DYNAMIC;
        }
        List<Dimension> dimensions = new ArrayList<>();
        Optional<long[]> known =
                inputs.size() == 1 ? Optional.of(new long[0]) : inputs.get(1).longs();
        if (known.isEmpty()) {
            boolean one = Contents.count(inputs.get(1)).filter(count -> count == 1).isPresent();
            return one && from.rank() > 0
                    ? PartialShape.ofRank(from.rank() - 1)
                    : PartialShape.DYNAMIC;
        }
        if (known.get().length == 0) {
            if (from.dimensions().stream().anyMatch(d -> !d.isStatic() && d.contains(1))) {
                return PartialShape.DYNAMIC;
            }
            from.dimensions().stream().filter(d -> !d.is(1)).forEach(dimensions::add);
            return PartialShape.of(dimensions);
        }
        Set<Integer> axes = new HashSet<>(Axes.normalize(known.get(), from.rank()));
        for (int i = 0; i < from.rank(); i++) {
            if (!axes.contains(i) || !from.dimension(i).contains(1)) {
                dimensions.add(from.dimension(i));
            }
        }
        return PartialShape.of(dimensions);
    }
}

package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor repeated along its dimensions.
///
/// Inputs: the tensor, and how often for each dimension; the shorter of the two gets ones in front.
/// Source: OpenVINO `Tile-1`.
public record Tile() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value repeats = inputs.get(1);
        Require.integer("the repeats", repeats);
        Require.rank("the repeats", repeats.shape(), 1);
        PartialShape times =
                repeats.elements()
                        .map(all ->
                                PartialShape.of(all.stream().map(Dimension::atLeastZero).toList()))
                        .orElseGet(() -> Contents.asShape(repeats));
        if (!x.shape().hasRank() || !times.hasRank()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        int rank = Math.max(x.shape().rank(), times.rank());
        int missing = rank - x.shape().rank();
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Dimension own = i < missing ? Dimension.of(1) : x.shape().dimension(i - missing);
            int place = i - (rank - times.rank());
            dimensions.add(place < 0 ? own : own.times(times.dimension(place)));
        }
        TensorType type = x.type().withShape(PartialShape.of(dimensions));
        return List.of(
                Contents.pick(
                        type,
                        x,
                        place -> {
                            long[] source = new long[x.shape().rank()];
                            for (int i = 0; i < source.length; i++) {
                                source[i] = place[i + missing] % x.shape().dimension(i).value();
                            }
                            return source;
                        }));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The dimension at an axis, cut into groups, with the groups interleaved.
///
/// Source: OpenVINO `ShuffleChannels-1`.
public record ShuffleChannels(int axis, int group) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.that(group > 0, "group must be positive and is %s", group);
        Require.minimumRank("its input", x.shape(), 1);
        if (x.shape().hasRank()) {
            int place = Axes.normalize(axis, x.shape().rank());
            Blocks.checkMultiple("dimension " + place, x.shape().dimension(place), group);
        }
        return List.of(Fact.of(x.type()));
    }
}

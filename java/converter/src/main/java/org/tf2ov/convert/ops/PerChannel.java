package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Reshape;

/// Vectors with one number a channel, shaped so that they broadcast along the channels.
final class PerChannel {
    private PerChannel() {}

    /// `[C]` becomes `[C,1,1]` for data of rank 4, so that it meets the second dimension.
    static Value channelsFirst(GraphBuilder g, Value vector, int rank) {
        List<Long> shape = new ArrayList<>(List.of(-1L));
        shape.addAll(Collections.nCopies(Math.max(rank - 2, 0), 1L));
        return rank <= 2 ? vector : g.add(new Reshape(false), vector, g.constant(shape));
    }
}

package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// One parameter for each channel of a tensor.
final class Channels {
    private Channels() {}

    /// The number of channels, given the parameters too.
    static Dimension merge(Dimension channels, Value parameters) {
        PartialShape shape = parameters.shape();
        Require.rank("what there is for each channel", shape, 1);
        if (!shape.hasRank()) {
            return channels;
        }
        Require.that(
                shape.dimension(0).overlaps(channels),
                "there are %s channels and %s parameters for them",
                channels,
                shape.dimension(0));
        return channels.intersect(shape.dimension(0));
    }
}

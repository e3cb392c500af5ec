package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;

/// Between channels-last tensors (`NHWC`, `NDHWC`), which TensorFlow prefers, and channels-first
/// ones (`NCHW`, `NCDHW`), which OpenVINO's spatial operations take.
///
/// Every translator wraps its own operation; the passes of the layout stage move and cancel these
/// transposes.
final class ChannelsLast {
    private ChannelsLast() {}

    /// `[0, rank-1, 1, 2, ...]`
    static List<Integer> toFirst(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0, rank - 1));
        IntStream.range(1, rank - 1).forEach(order::add);
        return order;
    }

    /// `[0, 2, 3, ..., 1]`
    static List<Integer> toLast(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0));
        IntStream.range(2, rank).forEach(order::add);
        order.add(1);
        return order;
    }

    static Value toFirst(GraphBuilder g, int rank, Value x) {
        return g.add(new Transpose(toFirst(rank)), x);
    }

    static Value toLast(GraphBuilder g, int rank, Value x) {
        return g.add(new Transpose(toLast(rank)), x);
    }
}

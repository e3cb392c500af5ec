package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;

/// Axes that count from the end when they are negative.
final class Axes {
    private Axes() {}

    /// The axis counted from the start. A scalar counts as having one dimension.
    static int normalize(long axis, int rank) {
        int range = Math.max(1, rank);
        Require.that(
                -range <= axis && axis < range,
                "axis %s is outside of a tensor of rank %s",
                axis,
                rank);
        return (int) (axis < 0 ? axis + range : axis);
    }

    static List<Integer> normalize(long[] axes, int rank) {
        List<Integer> all = new ArrayList<>(axes.length);
        for (long axis : axes) {
            all.add(normalize(axis, rank));
        }
        return all;
    }
}

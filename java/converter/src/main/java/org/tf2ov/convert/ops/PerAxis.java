package org.tf2ov.convert.ops;

import java.util.Arrays;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.Value;

/// Numbers that hold for a whole tensor, or one for each slice along an axis.
final class PerAxis {
    private PerAxis() {}

    /// A scalar as it is; a vector so that it broadcasts along the axis of `x`.
    ///
    /// @param axis -1 where there is one number for all
    static Value of(Formula f, Value numbers, Value x, long axis) {
        if (axis < 0) {
            return numbers.shape().hasRank(0) ? numbers : f.reshape(numbers);
        }
        int rank = x.shape().rank();
        if (axis >= rank) {
            throw new UntranslatableException(
                    "axis " + axis + " is none of a tensor of rank " + rank);
        }
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[(int) axis] = -1;
        return f.reshape(numbers, shape);
    }
}

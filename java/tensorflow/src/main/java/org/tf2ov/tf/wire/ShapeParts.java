package org.tf2ov.tf.wire;

import java.util.Arrays;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// A `TensorShapeProto` on its way in.
///
/// Source: `tensorflow/core/framework/tensor_shape.proto`.
public final class ShapeParts {
    private static final int MOST_DIMENSIONS = 254;

    private long[] dimensions = {};
    private int rank;
    private boolean unknownRank;

    /// Reads one message, which continues those read before.
    public void read(WireReader in) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 2 << 3 | WireReader.BYTES -> append(dimension(in));
                case 3 << 3 | WireReader.VARINT -> unknownRank = in.flag();
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private static long dimension(WireReader in) {
        long size = 0;
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.VARINT -> size = in.varint();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return size;
    }

    private void append(long size) {
        if (rank == dimensions.length) {
            dimensions = Arrays.copyOf(dimensions, rank == 0 ? 4 : 2 * rank);
        }
        dimensions[rank++] = size;
    }

    /// The shape.
    ///
    /// @throws IllegalArgumentException if this is no shape; the message may follow the word "it"
    public PartialShape build() {
        if (unknownRank) {
            return PartialShape.DYNAMIC;
        }
        if (rank > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "has a shape of " + rank + " dimensions; " + MOST_DIMENSIONS + " are possible");
        }
        for (int i = 0; i < rank; i++) {
            if (dimensions[i] < -1 || dimensions[i] == Dimension.UNBOUNDED) {
                throw new IllegalArgumentException(
                        "has a shape with the dimension " + dimensions[i]);
            }
        }
        return PartialShape.of(Arrays.copyOf(dimensions, rank));
    }
}

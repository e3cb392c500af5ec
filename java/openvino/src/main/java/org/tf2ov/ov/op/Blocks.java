package org.tf2ov.ov.op;

import org.tf2ov.tensor.Dimension;

/// Dimensions that are cut into blocks of equal size.
final class Blocks {
    private Blocks() {}

    /// The number of elements of a cube.
    static long elements(int side, int dimensions) {
        Dimension volume = Dimension.of(1);
        for (int i = 0; i < dimensions; i++) {
            volume = volume.times(side);
        }
        return volume.max();
    }

    /// The number of elements of a block with these sides.
    static long volume(long[] sides) {
        Dimension volume = Dimension.of(1);
        for (long side : sides) {
            Require.that(side > 0, "the sides of a block must be positive: %s", side);
            volume = volume.times(side);
        }
        return volume.max();
    }

    /// How many blocks there are in a dimension, which must be a multiple of the size of one.
    static Dimension parts(String what, Dimension dimension, long size) {
        checkMultiple(what, dimension, size);
        return new Dimension(dimension.ceilDivide(size).min(), dimension.floorDivide(size).max());
    }

    /// Demands that some value of the dimension is a multiple of the size.
    static void checkMultiple(String what, Dimension dimension, long size) {
        Require.that(
                dimension.ceilDivide(size).min() <= dimension.floorDivide(size).max(),
                "%s must be a multiple of %s and is %s",
                what,
                size,
                dimension);
    }
}

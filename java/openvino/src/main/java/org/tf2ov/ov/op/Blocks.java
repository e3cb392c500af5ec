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

    /// Whether some value of the dimension is a multiple of the divisor.
    static boolean divides(Dimension dimension, long divisor) {
        return dimension.isUnbounded()
                || dimension.ceilDivide(divisor).min() <= dimension.floorDivide(divisor).max();
    }

    /// The quotients of those values of the dimension that are multiples of the divisor.
    static Dimension divide(Dimension dimension, long divisor) {
        return new Dimension(
                dimension.ceilDivide(divisor).min(), dimension.floorDivide(divisor).max());
    }
}

package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// Neighbouring axes of a constant along which numbers for its channels vary: those of a small
/// tensor that is broadcast to the constant. Often one axis, with filters `[H,W,C,M]` of depthwise
/// convolutions two, and none where one number serves all.
///
/// @param before how many indices there are in front of the axes
/// @param channels how many along them; 1 where one number serves all
/// @param behind how many there are behind them
/// @param axis the axis, if it is one
record ChannelBlock(long before, long channels, long behind, Optional<Integer> axis) {

    /// The axes along which a tensor of a static shape varies, if they are neighbours and cover the
    /// constant's.
    static Optional<ChannelBlock> of(PartialShape numbers, PartialShape constant) {
        int shift = constant.rank() - numbers.rank();
        if (shift < 0) {
            return Optional.empty();
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < numbers.rank(); i++) {
            if (numbers.dimension(i).is(1)) {
                continue;
            }
            if (!numbers.dimension(i).equals(constant.dimension(i + shift))) {
                return Optional.empty();
            }
            first = first < 0 ? i + shift : first;
            last = i + shift;
        }
        if (first < 0) {
            return Optional.of(
                    new ChannelBlock(1, 1, constant.elementCount().value(), Optional.empty()));
        }
        for (int i = first; i <= last; i++) {
            if (numbers.dimension(i - shift).is(1) && !constant.dimension(i).is(1)) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new ChannelBlock(
                        product(constant, 0, first),
                        product(constant, first, last + 1),
                        product(constant, last + 1, constant.rank()),
                        first == last ? Optional.of(first) : Optional.empty()));
    }

    private static long product(PartialShape shape, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            product *= shape.dimension(i).value();
        }
        return product;
    }

    /// The constant with the axes as one.
    Weights merged(Weights constant) {
        return axis.isPresent()
                ? constant
                : constant.reshape(PartialShape.of(before, channels, behind));
    }

    /// The axis of the merged constant.
    int mergedAxis() {
        return axis.orElse(1);
    }
}

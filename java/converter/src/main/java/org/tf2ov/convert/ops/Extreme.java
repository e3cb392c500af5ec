package org.tf2ov.convert.ops;

import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// The lowest and the highest finite number of an element type, as scalars.
final class Extreme {
    private Extreme() {}

    static Weights lowest(ElementType type) {
        return type.isFloat()
                ? Weights.scalar(type, -highestReal(type))
                : Weights.ofLongs(
                        type, new long[0], type.isSigned() ? -1L << (type.bits() - 1) : 0);
    }

    static Weights highest(ElementType type) {
        return type.isFloat()
                ? Weights.scalar(type, highestReal(type))
                : Weights.ofLongs(
                        type, new long[0], -1L >>> (64 - type.bits() + (type.isSigned() ? 1 : 0)));
    }

    private static double highestReal(ElementType type) {
        return switch (type) {
            case F16 -> 65504;
            case BF16 -> 0x1.FEp127;
            case F32 -> Float.MAX_VALUE;
            default -> Double.MAX_VALUE;
        };
    }
}

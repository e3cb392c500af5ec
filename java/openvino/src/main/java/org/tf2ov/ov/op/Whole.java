package org.tf2ov.ov.op;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Arithmetic of whole numbers that knows when it has no result.
final class Whole {
    private Whole() {}

    /// The result, unless it does not fit or is no number.
    static OptionalLong exact(LongSupplier calculation) {
        try {
            return OptionalLong.of(calculation.getAsLong());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /// `base ^ exponent`, rounded towards zero.
    ///
    /// @throws ArithmeticException if it does not fit or is no number
    static long power(long base, long exponent) {
        if (base == 1 || base == -1) {
            return exponent % 2 == 0 ? 1 : base;
        }
        if (exponent < 0) {
            return 0 / base;
        }
        if (base == 0) {
            return exponent == 0 ? 1 : 0;
        }
        long power = 1;
        for (long i = 0; i < exponent; i++) {
            power = Math.multiplyExact(power, base);
        }
        return power;
    }
}

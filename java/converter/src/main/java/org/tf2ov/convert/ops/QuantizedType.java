package org.tf2ov.convert.ops;

import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.tensor.ElementType;

/// How many values a type has that real numbers are quantized to.
///
/// @param lowest the smallest of its numbers
/// @param highest the largest of its numbers
record QuantizedType(ElementType element, double lowest, double highest) {
    static QuantizedType of(ElementType element) {
        int bits = element.bits();
        if (!element.isInteger() || bits > 32) {
            throw new UntranslatableException("it quantizes to " + element);
        }
        return element.isSigned()
                ? new QuantizedType(element, -Math.pow(2, bits - 1), Math.pow(2, bits - 1) - 1)
                : new QuantizedType(element, 0, Math.pow(2, bits) - 1);
    }

    boolean isSigned() {
        return element.isSigned();
    }

    /// How many steps there are from the lowest to the highest.
    double steps() {
        return highest - lowest;
    }

    /// Half of the number of values of a signed type, nothing for others.
    double half() {
        return isSigned() ? (steps() + 1) / 2 : 0;
    }

    /// Refuses types of which `f32` does not hold all values.
    QuantizedType exact() {
        if (element.bits() > 16) {
            throw new UntranslatableException(
                    "it quantizes to " + element + "; 8 and 16 bits can be translated");
        }
        return this;
    }
}

package org.tf2ov.tf.pass;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// Makes a tensor of numbers that the user wrote.
final class TensorOfWords {
    private TensorOfWords() {}

    /// The tensor.
    ///
    /// @param shape what is known of its shape
    /// @throws IllegalArgumentException if the words are no such tensor; the message says why and
    ///   may follow the words "the value"
    static TfTensor of(Cut.Numbers numbers, DataType type, PartialShape shape) {
        List<String> words = numbers.words();
        PartialShape whole = shape(numbers, shape);
        if (type == DataType.STRING) {
            return new TfTensor(
                    type,
                    whole,
                    new TfTensor.Texts(
                            words.stream()
                                    .map(word -> word.getBytes(StandardCharsets.UTF_8))
                                    .toList()));
        }
        ElementType element =
                type.element()
                        .filter(ElementType::isWholeBytes)
                        .orElseThrow(() ->
                                new IllegalArgumentException("cannot be made of the type " + type));
        byte[] bytes = new byte[Math.multiplyExact(words.size(), type.bytes())];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < words.size(); i++) {
            store(segment, element, i, words.get(i));
        }
        return TfTensor.of(type, whole, new Bytes.InMemory(bytes));
    }

    /// The shape of as many elements as there are. One unknown dimension takes what the others
    /// leave.
    private static PartialShape shape(Cut.Numbers numbers, PartialShape shape) {
        long count = numbers.words().size();
        if (!shape.hasRank()) {
            return numbers.list() ? PartialShape.of(count) : PartialShape.SCALAR;
        }
        List<Dimension> dimensions = new ArrayList<>(shape.dimensions());
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < dimensions.size(); i++) {
            if (dimensions.get(i).isStatic()) {
                known = Math.multiplyExact(known, dimensions.get(i).value());
            } else if (unknown < 0) {
                unknown = i;
            } else {
                throw new IllegalArgumentException(
                        "needs a shape, and of [" + shape + "] several dimensions are not known");
            }
        }
        if (unknown >= 0 && known > 0 && count % known == 0) {
            Dimension rest = Dimension.of(count / known);
            if (dimensions.get(unknown).contains(rest.value())) {
                dimensions.set(unknown, rest);
                known = count;
            }
        }
        if (known != count || !dimensions.stream().allMatch(Dimension::isStatic)) {
            throw new IllegalArgumentException(
                    "has "
                            + count
                            + (count == 1 ? " element" : " elements")
                            + ", which do not fill the shape ["
                            + shape
                            + "]");
        }
        return PartialShape.of(dimensions);
    }

    private static void store(MemorySegment segment, ElementType type, int index, String word) {
        if (type == ElementType.BOOLEAN) {
            Elements.setLong(segment, type, index, truth(word) ? 1 : 0);
        } else if (type.isFloat()) {
            Elements.setReal(segment, type, index, real(word));
        } else {
            Elements.setLong(segment, type, index, whole(word, type));
        }
    }

    private static boolean truth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "holds '" + word + "', which is neither true nor false");
        };
    }

    private static double real(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> decimal(word).doubleValue();
        };
    }

    private static long whole(String word, ElementType type) {
        BigInteger number;
        try {
            number =
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "true" -> BigInteger.ONE;
                        case "false" -> BigInteger.ZERO;
                        default -> decimal(word).toBigIntegerExact();
                    };
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException(
                    "holds " + word + ", which is no whole number, as " + type + " needs");
        }
        boolean signed =
                switch (type) {
                    case I8, I16, I32, I64 -> true;
                    default -> false;
                };
        int bits = type.bits();
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most =
                BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "holds " + word + ", which does not fit into " + type);
        }
        return number.longValue();
    }

    private static BigDecimal decimal(String word) {
        try {
            BigDecimal number = new BigDecimal(word);
            // 1e999999999 would become a whole number of a gigabyte.
            if (Math.abs((long) number.scale()) > 1000) {
                throw new IllegalArgumentException(
                        "holds " + word + ", which is too large or too small");
            }
            return number;
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("holds '" + word + "', which is no number");
        }
    }
}

package org.tf2ov.tf;

import java.util.Locale;
import java.util.Optional;
import org.tf2ov.tensor.ElementType;

/// The element types of TensorFlow, with their numbers in its files.
///
/// A number above 100 stands for a reference to a variable of the type 100 below it; see
/// [#isReference].
///
/// Source: `tensorflow/core/framework/types.proto`.
public enum DataType {
    FLOAT(1, 4, ElementType.F32),
    DOUBLE(2, 8, ElementType.F64),
    INT32(3, 4, ElementType.I32),
    UINT8(4, 1, ElementType.U8),
    INT16(5, 2, ElementType.I16),
    INT8(6, 1, ElementType.I8),
    STRING(7, 0, ElementType.STRING),
    COMPLEX64(8, 8, null),
    INT64(9, 8, ElementType.I64),
    BOOL(10, 1, ElementType.BOOLEAN),
    QINT8(11, 1, ElementType.I8),
    QUINT8(12, 1, ElementType.U8),
    QINT32(13, 4, ElementType.I32),
    BFLOAT16(14, 2, ElementType.BF16),
    QINT16(15, 2, ElementType.I16),
    QUINT16(16, 2, ElementType.U16),
    UINT16(17, 2, ElementType.U16),
    COMPLEX128(18, 16, null),
    HALF(19, 2, ElementType.F16),
    RESOURCE(20, 0, null),
    VARIANT(21, 0, null),
    UINT32(22, 4, ElementType.U32),
    UINT64(23, 8, ElementType.U64),
    FLOAT8_E5M2(24, 1, ElementType.F8E5M2),
    FLOAT8_E4M3FN(25, 1, ElementType.F8E4M3),
    FLOAT8_E4M3FNUZ(26, 1, null),
    FLOAT8_E4M3B11FNUZ(27, 1, null),
    FLOAT8_E5M2FNUZ(28, 1, null),
    INT4(29, 1, ElementType.I4),
    UINT4(30, 1, ElementType.U4),
    INT2(31, 1, null),
    UINT2(32, 1, ElementType.U2);

    private static final int REFERENCE = 100;
    private static final DataType[] BY_NUMBER = new DataType[REFERENCE];

    static {
        for (DataType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;
    private final int bytes;
    private final ElementType element;

    DataType(int number, int bytes, ElementType element) {
        this.number = number;
        this.bytes = bytes;
        this.element = element;
    }

    /// The number that files hold.
    public int number() {
        return number;
    }

    /// Bytes of one element as TensorFlow stores it, in files and in memory; 0 for text and
    /// handles. Types of four and two bits take a whole byte there.
    public int bytes() {
        return bytes;
    }

    /// The element type of the same numbers, where there is one. Quantized types are the integers
    /// that they are made of.
    public Optional<ElementType> element() {
        return Optional.ofNullable(element);
    }

    /// Whether elements are pairs of a real and an imaginary part.
    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    /// The element type of the two parts of complex numbers.
    public Optional<ElementType> part() {
        return switch (this) {
            case COMPLEX64 -> Optional.of(ElementType.F32);
            case COMPLEX128 -> Optional.of(ElementType.F64);
            default -> Optional.empty();
        };
    }

    /// Whether it is one of the integers that stand for real numbers by a scale.
    public boolean isQuantized() {
        return switch (this) {
            case QINT8, QUINT8, QINT16, QUINT16, QINT32 -> true;
            default -> false;
        };
    }

    /// The type that a file's number stands for, be it a reference or not.
    public static Optional<DataType> ofNumber(int number) {
        int base = isReference(number) ? number - REFERENCE : number;
        return base < 0 || base >= REFERENCE
                ? Optional.empty()
                : Optional.ofNullable(BY_NUMBER[base]);
    }

    /// Whether a file's number stands for a reference to a variable.
    public static boolean isReference(int number) {
        return number > REFERENCE && number < 2 * REFERENCE;
    }

    /// The type with such a name: `DT_FLOAT`, or `float` as TensorFlow's Python spells it.
    public static Optional<DataType> ofName(String name) {
        String plain = name.startsWith("DT_") ? name.substring(3) : name;
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "float", "float32" -> Optional.of(FLOAT);
            case "double", "float64" -> Optional.of(DOUBLE);
            case "half", "float16" -> Optional.of(HALF);
            case String other -> {
                for (DataType type : values()) {
                    if (type.toString().equals(other)) {
                        yield Optional.of(type);
                    }
                }
                yield Optional.empty();
            }
        };
    }

    /// `float`, `int32`, `float8_e5m2`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

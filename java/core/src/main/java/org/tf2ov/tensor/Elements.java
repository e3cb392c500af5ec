package org.tf2ov.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Single elements in memory: little-endian, at any alignment, of any type whose elements are whole
/// bytes.
public final class Elements {
    public static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Elements() {}

    /// An element of any numeric type as a `double`; `i64` and `u64` lose digits beyond 2^53.
    public static double real(MemorySegment segment, ElementType type, long index) {
        return switch (type) {
            case F32 -> segment.get(FLOAT, index * 4);
            case F64 -> segment.get(DOUBLE, index * 8);
            case F16 -> Float.float16ToFloat(segment.get(SHORT, index * 2));
            case BF16 -> Float.intBitsToFloat(segment.get(SHORT, index * 2) << 16);
            default -> whole(segment, type, index);
        };
    }

    /// An element of an integer or boolean type; `u64` values above the largest `long` come out
    /// negative.
    public static long whole(MemorySegment segment, ElementType type, long index) {
        return switch (type) {
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, index);
            case U8, BOOLEAN -> Byte.toUnsignedLong(segment.get(ValueLayout.JAVA_BYTE, index));
            case I16 -> segment.get(SHORT, index * 2);
            case U16 -> Short.toUnsignedLong(segment.get(SHORT, index * 2));
            case I32 -> segment.get(INT, index * 4);
            case U32 -> Integer.toUnsignedLong(segment.get(INT, index * 4));
            case I64, U64 -> segment.get(LONG, index * 8);
            default -> throw new IllegalArgumentException(type + " holds no whole numbers");
        };
    }

    /// Stores a whole number in an integer or boolean type; digits that do not fit are cut off, as
    /// a C cast does.
    public static void setLong(MemorySegment segment, ElementType type, long index, long number) {
        switch (type) {
            case I8, U8 -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) number);
            case BOOLEAN -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (number == 0 ? 0 : 1));
            case I16, U16 -> segment.set(SHORT, index * 2, (short) number);
            case I32, U32 -> segment.set(INT, index * 4, (int) number);
            case I64, U64 -> segment.set(LONG, index * 8, number);
            default -> setReal(segment, type, index, (double) number);
        }
    }

    /// Stores a number in any type: floating point types round to nearest even, integers truncate
    /// towards zero.
    public static void setReal(MemorySegment segment, ElementType type, long index, double number) {
        switch (type) {
            case F32 -> segment.set(FLOAT, index * 4, (float) number);
            case F64 -> segment.set(DOUBLE, index * 8, number);
            case F16 -> segment.set(SHORT, index * 2, Float.floatToFloat16((float) number));
            case BF16 -> segment.set(SHORT, index * 2, toBfloat16((float) number));
            case BOOLEAN -> setLong(segment, type, index, number == 0 ? 0 : 1);
            case I8, U8, I16, U16, I32, U32, I64, U64 ->
                    setLong(segment, type, index, (long) number);
            default -> throw new IllegalArgumentException(type + " holds no single numbers");
        }
    }

    /// Copies `f32` numbers at once. Between segments, for the first copy of an array that is named
    /// as such makes the JVM link a `switch`, at each start.
    static void copyFloats(MemorySegment from, MemorySegment to, long count) {
        MemorySegment.copy(from, FLOAT, 0, to, FLOAT, 0, count);
    }

    /// What is left of a number when it is stored in `type` and read again.
    public static double rounded(double number, ElementType type) {
        MemorySegment one = MemorySegment.ofArray(new byte[8]);
        setReal(one, type, 0, number);
        return real(one, type, 0);
    }

    private static short toBfloat16(float number) {
        if (Float.isNaN(number)) {
            return 0x7fc0;
        }
        int bits = Float.floatToRawIntBits(number);
        int toEven = 0x7fff + (bits >>> 16 & 1);
        return (short) (bits + toEven >>> 16);
    }
}

package org.tf2ov.tf.checkpoint;

/// Unpacks blocks that Snappy has packed.
///
/// Source: <https://github.com/google/snappy/blob/main/format_description.txt>
final class Snappy {
    /// No element of the format yields more than 64 bytes, and only a copy, which takes two bytes
    /// at least, yields more than it takes.
    private static final int MOST_PER_BYTE = 32;

    private final byte[] in;
    private int position;
    private byte[] out = {};
    private int size;

    private Snappy(byte[] in) {
        this.in = in;
    }

    /// @throws IllegalArgumentException if it is not what Snappy writes; the message is a sentence
    static byte[] unpack(byte[] packed) {
        return new Snappy(packed).unpack();
    }

    private byte[] unpack() {
        long length = length();
        if (length > (long) MOST_PER_BYTE * in.length) {
            throw new IllegalArgumentException(
                    in.length + " packed bytes claim to hold " + length + ", which is impossible");
        }
        out = new byte[(int) length];
        while (position < in.length) {
            int tag = in[position++] & 0xff;
            switch (tag & 3) {
                case 0 -> literal(tag >>> 2);
                case 1 -> copy((tag >>> 2 & 7) + 4, tag >>> 5 << 8 | number(1));
                case 2 -> copy((tag >>> 2) + 1, number(2));
                default -> copy((tag >>> 2) + 1, number(4));
            }
        }
        if (size != out.length) {
            throw new IllegalArgumentException(
                    "packed bytes claim to hold " + out.length + " and hold " + size);
        }
        return out;
    }

    private long length() {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = number(1);
            length |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
        throw new IllegalArgumentException("the length of packed bytes has more than five bytes");
    }

    private void literal(int code) {
        int length = code < 60 ? code + 1 : number(code - 59) + 1;
        if (length <= 0 || length > in.length - position || length > out.length - size) {
            throw new IllegalArgumentException(
                    "packed bytes have a literal that does not fit (byte " + position + ")");
        }
        System.arraycopy(in, position, out, size, length);
        position += length;
        size += length;
    }

    private void copy(int length, int distance) {
        if (distance <= 0 || distance > size || length > out.length - size) {
            throw new IllegalArgumentException(
                    "packed bytes refer to what is not there (byte " + position + ")");
        }
        // Not System.arraycopy: a copy may run into what it has written itself.
        for (int i = 0; i < length; i++) {
            out[size + i] = out[size + i - distance];
        }
        size += length;
    }

    /// An integer of one to four bytes, little-endian.
    private int number(int bytes) {
        if (bytes > in.length - position) {
            throw new IllegalArgumentException("packed bytes end too early");
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[position++] & 0xff) << 8 * i;
        }
        return value;
    }
}

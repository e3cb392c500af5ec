package org.tf2ov.tf.wire;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// The checksums of TensorFlow's files: CRC-32C, "masked" where it stands in a file, so that the
/// checksum of bytes that hold checksums is no special case.
///
/// Source: RFC 3720, appendix B.4; `tensorflow/core/lib/hash/crc32c.h`.
public final class Crc32c {
    private static final int MASK = 0xa282ead8;

    /// The polynomial without its highest term, lowest term first.
    private static final int POLYNOMIAL = 0x82f63b78;

    /// x to the power of 2^n, for each n.
    private static final int[] POWERS = powers();

    private Crc32c() {}

    /// The checksum of bytes, not masked.
    public static int of(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        long size = bytes.byteSize();
        for (long at = 0; at < size; at += 1 << 30) {
            crc.update(bytes.asSlice(at, Math.min(1 << 30, size - at)).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    /// As it stands in a file.
    public static int mask(int crc) {
        return Integer.rotateRight(crc, 15) + MASK;
    }

    /// From how it stands in a file.
    public static int unmask(int masked) {
        return Integer.rotateLeft(masked - MASK, 15);
    }

    /// The checksum of bytes whose beginning and end have been summed apart.
    ///
    /// Appending n zero bytes multiplies a checksum by x^8n modulo the polynomial.
    ///
    /// @param length of the second part, in bytes
    public static int join(int first, int second, long length) {
        int factor = 1 << 31;
        int bit = 3;
        for (long rest = length; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                factor = multiply(POWERS[bit & 31], factor);
            }
            bit++;
        }
        return multiply(factor, first) ^ second;
    }

    /// The product of two polynomials modulo the polynomial; the highest bit is the lowest term.
    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = 31; bit >= 0; bit--) {
            if ((a >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }

    private static int[] powers() {
        int[] powers = new int[32];
        powers[0] = 1 << 30;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = multiply(powers[i - 1], powers[i - 1]);
        }
        return powers;
    }
}

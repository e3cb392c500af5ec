package org.tf2ov.tf.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.tf2ov.tf.wire.Crc32c;

/// A tensor of texts, or of variants, as a checkpoint's shard has it.
///
///     texts    = length…(varints), masked CRC of the lengths (u32), text…
///     variants = (length (varint), message, masked CRC so far (u32))…
///
/// The checksums are not those of the bytes: in them a length counts as a `u32`, or as a `u64` if
/// it needs to be, or is that of a variant.
///
/// Source: `tensorflow/core/util/tensor_bundle/tensor_bundle.cc`.
final class StoredTexts {
    private final MemorySegment bytes;
    private final CRC32C crc = new CRC32C();
    private long position;

    private StoredTexts(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /// Reads texts.
    ///
    /// @param count at most as many as there are bytes
    /// @param expected the checksum of all, not masked
    /// @throws IllegalArgumentException if the bytes are damaged; the message may follow a name
    static List<byte[]> texts(MemorySegment bytes, long count, int expected) {
        return new StoredTexts(bytes).texts(count, expected);
    }

    /// Checks variants, which mean something only to the code that wrote them.
    ///
    /// @throws IllegalArgumentException if the bytes are damaged; the message may follow a name
    static void checkVariants(MemorySegment bytes, long count, int expected) {
        StoredTexts variants = new StoredTexts(bytes);
        for (long i = 0; i < count; i++) {
            long length = variants.length();
            variants.sum(length, 8);
            variants.take(length);
            variants.checkSumSoFar();
        }
        variants.finish(expected);
    }

    private List<byte[]> texts(long count, int expected) {
        if (bytes.byteSize() == 0) {
            return List.of();
        }
        long[] lengths = new long[Math.toIntExact(count)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length();
            sum(lengths[i], lengths[i] >>> 32 == 0 ? 4 : 8);
        }
        checkSumSoFar();
        List<byte[]> texts = new ArrayList<>(lengths.length);
        for (long length : lengths) {
            texts.add(take(length).toArray(ValueLayout.JAVA_BYTE));
        }
        finish(expected);
        return texts;
    }

    private MemorySegment take(long length) {
        if (length < 0 || length > Integer.MAX_VALUE - 16 || length > bytes.byteSize() - position) {
            throw new IllegalArgumentException(
                    "is damaged: a text of it is said to have "
                            + Long.toUnsignedString(length)
                            + " bytes, and "
                            + (bytes.byteSize() - position)
                            + " are left");
        }
        MemorySegment taken = bytes.asSlice(position, length);
        position += length;
        crc.update(taken.asByteBuffer());
        return taken;
    }

    private void checkSumSoFar() {
        int soFar = (int) crc.getValue();
        int stored = take(4).get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        if (Crc32c.unmask(stored) != soFar) {
            throw new IllegalArgumentException(
                    "is damaged: the checksum (CRC-32C) of its lengths is wrong");
        }
    }

    private void finish(int expected) {
        if (position != bytes.byteSize()) {
            throw new IllegalArgumentException(
                    "is damaged: "
                            + (bytes.byteSize() - position)
                            + " bytes of it belong to no text");
        }
        if ((int) crc.getValue() != expected) {
            throw new IllegalArgumentException("is damaged: its checksum (CRC-32C) is wrong");
        }
    }

    private void sum(long number, int size) {
        byte[] octets =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
        crc.update(octets, 0, size);
    }

    private long length() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= bytes.byteSize()) {
                break;
            }
            byte next = bytes.get(ValueLayout.JAVA_BYTE, position++);
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("is damaged: its lengths do not end");
    }
}

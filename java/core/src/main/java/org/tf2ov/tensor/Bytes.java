package org.tf2ov.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;

/// Bytes that stand somewhere: in a mapped file, where they cost nothing until they are read, in
/// memory, or in several such places.
///
/// Equal bytes are interchangeable. For a file that means the same place of the same file, so that
/// comparing does not read; for memory it means the same content.
public sealed interface Bytes permits Bytes.InFile, Bytes.InMemory, TiledBytes {
    /// The bytes, read-only, little-endian, at any alignment.
    MemorySegment segment();

    default long size() {
        return segment().byteSize();
    }

    /// Reads some of them into memory of the caller, without leaving pages of a mapped file in the
    /// process.
    ///
    /// @param from where to begin
    /// @param into as much memory as there are bytes to read
    default void read(long from, MemorySegment into) {
        into.copyFrom(segment().asSlice(from, into.byteSize()));
    }

    /// A slice of a mapped file.
    record InFile(MappedFile file, long offset, long size) implements Bytes {
        @Override
        public MemorySegment segment() {
            return file.segment().asSlice(offset, size);
        }

        @Override
        public void read(long from, MemorySegment into) {
            Objects.checkFromIndexSize(from, into.byteSize(), size);
            file.read(offset + from, into);
        }

        /// `"model.pb"@120+64`.
        @Override
        public String toString() {
            return "\"" + file.path() + "\"@" + offset + "+" + size;
        }
    }

    /// Bytes on the Java heap, for small constants.
    final class InMemory implements Bytes {
        private final byte[] content;

        /// The array is not copied and must not change any more.
        public InMemory(byte[] content) {
            this.content = content;
        }

        @Override
        public MemorySegment segment() {
            return MemorySegment.ofArray(content).asReadOnly();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InMemory memory && Arrays.equals(content, memory.content);
        }

        @Override
        public int hashCode() { // unlike that of Arrays it is fast before the JVM compiles it
            CRC32C checksum = new CRC32C();
            checksum.update(content);
            return (int) checksum.getValue();
        }

        @Override
        public String toString() {
            return "0x" + java.util.HexFormat.of().formatHex(content);
        }
    }
}

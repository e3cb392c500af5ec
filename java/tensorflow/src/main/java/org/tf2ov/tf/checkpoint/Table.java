package org.tf2ov.tf.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.Crc32c;

/// A file of keys and values, sorted by key: the form of a checkpoint's index, and of checkpoints of
/// version 1.
///
///     file   = data block… , meta block, index block, footer
///     block  = entry…, restarts (u32…), number of restarts (u32), kind (u8), masked CRC (u32)
///     entry  = shared, unshared, value size (varints), rest of the key, value
///     footer = handle of the meta block, handle of the index block, zeros up to 40 bytes, magic
///     handle = offset, size (varints)
///
/// The index block's values are the handles of the data blocks. Everything is checked when the table
/// is opened: each byte of the file belongs to one block or to the footer, each block's checksum is
/// right, and the keys ascend.
///
/// Source: `tensorflow/core/lib/io/format.h`, `table.cc`, `block.cc`.
final class Table {
    private static final int FOOTER = 48;
    private static final int TRAILER = 5;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /// Keys are stored without what they share with the key before, so that a small file could make
    /// them take any memory.
    private static final long FREE_KEY_BYTES = 64 << 20;

    static final class Entry {
        private final byte[] key;
        private final Bytes value;
        private final long offset;

        private Entry(byte[] key, Bytes value, long offset) {
            this.key = key;
            this.value = value;
            this.offset = offset;
        }

        /// Unsigned bytes, which must not be changed.
        byte[] key() {
            return key;
        }

        /// A slice of the file unless its block is packed.
        Bytes value() {
            return value;
        }

        /// Where the value stands, or its packed block, for messages.
        long offset() {
            return offset;
        }
    }

    private record Handle(long offset, long size) {
        long end() {
            return offset + size + TRAILER;
        }
    }

    private final MappedFile file;
    private final List<Entry> entries = new ArrayList<>();
    private long keyBytes;

    private Table(MappedFile file) {
        this.file = file;
    }

    /// Whether a file ends as tables do.
    static boolean isTable(MappedFile file) {
        return file.size() >= FOOTER && file.segment().get(LONG, file.size() - 8) == MAGIC;
    }

    /// Whether there is a file that ends as tables do.
    static boolean isTable(Path path) {
        try {
            return Files.isRegularFile(path) && isTable(MappedFile.open(path));
        } catch (MalformedInputException _) {
            return false;
        }
    }

    /// @throws MalformedInputException if it is none, or is damaged
    static List<Entry> entries(MappedFile file) {
        Table table = new Table(file);
        try {
            table.read();
        } catch (InternalError e) {
            throw new MalformedInputException(
                    file.path().toString(), "the file changed while it was read", e);
        }
        return table.entries;
    }

    private void read() {
        if (file.size() < FOOTER) {
            throw malformed(
                    file.size(),
                    "the file is cut short: it has "
                            + file.size()
                            + " bytes, and its footer alone takes "
                            + FOOTER);
        }
        long footer = file.size() - FOOTER;
        if (!isTable(file)) {
            throw malformed(
                    file.size() - 8,
                    "a table of TensorFlow ends with the number "
                            + Long.toHexString(MAGIC)
                            + ", and this file does not: it is cut short, or is something else");
        }
        Reader in = new Reader(file.segment(), footer, file.size() - 8);
        Handle meta = handle(in, footer);
        Handle index = handle(in, footer);
        while (in.position < file.size() - 8) {
            if (in.octet() != 0) {
                throw malformed(in.position - 1, "the footer has bytes that mean nothing");
            }
        }
        checksums(List.of(meta, index));
        List<Handle> blocks = new ArrayList<>();
        List<byte[]> limits = new ArrayList<>();
        block(index)
                .forEach(entry -> {
                    limits.add(entry.key);
                    MemorySegment value = entry.value.segment();
                    Reader handle = new Reader(value, 0, value.byteSize());
                    blocks.add(handle(handle, entry.offset));
                    if (handle.position != value.byteSize()) {
                        throw malformed(
                                entry.offset, "the place of a block is followed by other bytes");
                    }
                });
        checkPlaces(blocks, meta, index, footer);
        checksums(blocks);
        for (int i = 0; i < blocks.size(); i++) {
            entries.addAll(block(blocks.get(i)));
            if (!entries.isEmpty()
                    && Arrays.compareUnsigned(entries.getLast().key, limits.get(i)) > 0) {
                throw malformed(blocks.get(i).offset, "a block has keys of the next one");
            }
        }
        checkOrder(entries);
        if (!block(meta).isEmpty()) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            place(meta.offset),
                            "the table has meta data (a filter of keys?), which TensorFlow does"
                                    + " not write"));
        }
    }

    /// Blocks follow each other without gaps, so that every byte of the file is under a checksum.
    private void checkPlaces(List<Handle> blocks, Handle meta, Handle index, long footer) {
        List<Handle> all = new ArrayList<>(blocks);
        all.add(meta);
        all.add(index);
        long end = 0;
        for (Handle block : all) {
            if (block.offset != end) {
                throw malformed(
                        end,
                        "a block is expected here, and the next one is said to be at byte "
                                + block.offset);
            }
            end = block.end();
        }
        if (end != footer) {
            throw malformed(end, (footer - end) + " bytes before the footer belong to no block");
        }
    }

    private void checksums(List<Handle> blocks) {
        MemorySegment all = file.segment();
        List<Stretch> stretches =
                blocks.stream()
                        .map(block ->
                                new Stretch(
                                        file,
                                        block.offset,
                                        block.size + 1,
                                        Crc32c.unmask(all.get(INT, block.end() - 4))))
                        .toList();
        List<Problem> problems =
                Stretch.damaged(stretches).stream()
                        .map(blocks::get)
                        .map(block ->
                                Problem.of(
                                        Code.MALFORMED_INPUT,
                                        place(block.offset),
                                        "the block of "
                                                + block.size
                                                + " bytes is damaged: its checksum (CRC-32C) is"
                                                + " wrong"))
                        .limit(50)
                        .toList();
        if (!problems.isEmpty()) {
            throw new Tf2ovException(problems);
        }
    }

    private Handle handle(Reader in, long where) {
        long offset = in.varint();
        long size = in.varint();
        long footer = file.size() - FOOTER;
        if (offset < 0 || size < 0 || offset > footer || size > footer - offset - TRAILER) {
            throw malformed(
                    where,
                    "a block is said to be at byte "
                            + Long.toUnsignedString(offset)
                            + " and to have "
                            + Long.toUnsignedString(size)
                            + " bytes, but the file has only "
                            + file.size());
        }
        return new Handle(offset, size);
    }

    private List<Entry> block(Handle block) {
        byte kind = file.segment().get(ValueLayout.JAVA_BYTE, block.offset + block.size);
        return switch (kind) {
            case 0 ->
                    entries(
                            new Reader(file.segment(), block.offset, block.offset + block.size),
                            Optional.empty());
            case 1 -> {
                if (block.size > Integer.MAX_VALUE / 2) {
                    throw malformed(block.offset, "a packed block is too large");
                }
                byte[] packed =
                        file.segment()
                                .asSlice(block.offset, block.size)
                                .toArray(ValueLayout.JAVA_BYTE);
                try {
                    MemorySegment unpacked = MemorySegment.ofArray(Snappy.unpack(packed));
                    yield entries(
                            new Reader(unpacked, 0, unpacked.byteSize()),
                            Optional.of(block.offset));
                } catch (IllegalArgumentException e) {
                    throw new MalformedInputException(place(block.offset), e.getMessage(), e);
                }
            }
            default ->
                    throw malformed(
                            block.offset + block.size,
                            "the block is packed in the way number "
                                    + (kind & 0xff)
                                    + ", which TensorFlow does not have");
        };
    }

    /// @param packedAt the offset of the packed block; nothing if `in` is the file itself
    private List<Entry> entries(Reader in, Optional<Long> packedAt) {
        List<Entry> found = new ArrayList<>();
        long start = in.position;
        long size = in.end - start;
        long restarts = size < 4 ? -1 : Integer.toUnsignedLong(in.bytes.get(INT, in.end - 4));
        if (restarts < 0 || restarts > (size - 4) / 4) {
            throw malformed(packedAt.orElse(start), "the block has no list of restarts");
        }
        Reader entries = new Reader(in.bytes, start, in.end - 4 - 4 * restarts, packedAt);
        byte[] key = {};
        while (entries.position < entries.end) {
            long at = packedAt.orElse(entries.position);
            long shared = entries.varint();
            long unshared = entries.varint();
            long length = entries.varint();
            long left = entries.end - entries.position;
            if (shared < 0
                    || shared > key.length
                    || unshared < 0
                    || unshared > left
                    || length < 0
                    || length > left - unshared
                    || shared + unshared > Integer.MAX_VALUE / 2) {
                throw malformed(at, "an entry of a block does not fit in it");
            }
            keyBytes += shared + unshared;
            if (keyBytes > FREE_KEY_BYTES + 10 * file.size()) {
                throw new Tf2ovException(
                        Problem.of(
                                Code.LIMIT_EXCEEDED,
                                place(at),
                                "the keys of the table take more than ten times the file"));
            }
            byte[] next = Arrays.copyOf(key, (int) (shared + unshared));
            MemorySegment.copy(
                    in.bytes,
                    ValueLayout.JAVA_BYTE,
                    entries.position,
                    next,
                    (int) shared,
                    (int) unshared);
            key = next;
            long value = entries.position + unshared;
            found.add(
                    new Entry(
                            key,
                            packedAt.isEmpty()
                                    ? new Bytes.InFile(file, value, length)
                                    : new Bytes.InMemory(
                                            in.bytes
                                                    .asSlice(value, length)
                                                    .toArray(ValueLayout.JAVA_BYTE)),
                            packedAt.orElse(value)));
            entries.position = value + length;
        }
        checkOrder(found);
        return found;
    }

    private void checkOrder(List<Entry> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (Arrays.compareUnsigned(sorted.get(i - 1).key, sorted.get(i).key) >= 0) {
                throw malformed(sorted.get(i).offset, "the keys of the table do not ascend");
            }
        }
    }

    private String place(long offset) {
        return file.path() + " at byte " + offset;
    }

    private MalformedInputException malformed(long offset, String what) {
        return new MalformedInputException(place(offset), what);
    }

    /// Walks over bytes of the file or of an unpacked block.
    private final class Reader {
        private final MemorySegment bytes;
        private final long end;
        private final Optional<Long> packedAt;
        private long position;

        private Reader(MemorySegment bytes, long start, long end, Optional<Long> packedAt) {
            this.bytes = bytes;
            this.position = start;
            this.end = end;
            this.packedAt = packedAt;
        }

        private Reader(MemorySegment bytes, long start, long end) {
            this(bytes, start, end, Optional.empty());
        }

        private byte octet() {
            if (position >= end) {
                throw malformed(packedAt.orElse(position), "a number ends too early");
            }
            return bytes.get(ValueLayout.JAVA_BYTE, position++);
        }

        /// The footer is under no checksum, and a flipped bit may make a number longer without
        /// changing it. So only the shortest form of a number is taken, which is what is written.
        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 70; shift += 7) {
                byte next = octet();
                value |= (long) (next & 0x7f) << shift;
                if (next == 0 && shift > 0) {
                    break;
                }
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed(packedAt.orElse(position), "a number is longer than it needs to be");
        }
    }
}

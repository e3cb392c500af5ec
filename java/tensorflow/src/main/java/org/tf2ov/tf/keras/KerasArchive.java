package org.tf2ov.tf.keras;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;

/// A `.keras` file: a zip archive, of which three entries are looked at and no other.
///
/// The weights are normally stored as they are; then they are a slice of the archive.
/// `java.util.zip` does not tell where an entry begins, so its directory is read here.
///
/// Source: APPNOTE.TXT of PKWARE, sections 4.3 to 4.5.
final class KerasArchive {
    static final String CONFIG = "config.json";
    static final String METADATA = "metadata.json";
    static final String WEIGHTS = "model.weights.h5";

    private static final Set<String> KNOWN = Set.of(CONFIG, METADATA, WEIGHTS);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long LARGEST_JSON = 64L << 20;

    /// What deflate can make of a byte, at most.
    private static final long MOST_GROWTH = 1033;

    /// Weights hardly compress; a file that grows more than this is a trap.
    private static final long MOST_WEIGHTS_GROWTH = 100;

    private static final long ALWAYS_ALLOWED = 64L << 20;

    private static final long CHECKED_AT_ONCE = 1 << 20;

    /// @param offset of the content
    /// @param packed how many bytes of the archive it takes
    /// @param size how many bytes it has
    private record Entry(String name, int method, long offset, long packed, long size, int crc) {}

    private final MappedFile file;
    private final MemorySegment bytes;
    private final Map<String, Entry> entries = new HashMap<>();

    KerasArchive(MappedFile file) {
        this.file = file;
        this.bytes = file.segment();
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw malformed("the directory of the archive points outside of the file", e);
        }
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /// A small entry.
    byte[] small(String name) {
        Entry entry = entry(name);
        if (entry.size > LARGEST_JSON) {
            throw limit(name, entry.size + " bytes are more than any model's");
        }
        if (entry.method == STORED) {
            byte[] content = bytes.asSlice(entry.offset, entry.size).toArray(ValueLayout.JAVA_BYTE);
            CRC32 crc = new CRC32();
            crc.update(content);
            checkCrc(entry, crc);
            return content;
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try {
            inflate(entry, out);
        } catch (IOException e) {
            throw malformed(name + ": " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /// The weights, where they stand or unpacked.
    Bytes.InFile weights() {
        Entry entry = entry(WEIGHTS);
        if (entry.method == STORED) {
            check(entry);
            return new Bytes.InFile(file, entry.offset, entry.size);
        }
        if (entry.size > ALWAYS_ALLOWED && entry.size / MOST_WEIGHTS_GROWTH > entry.packed) {
            throw limit(WEIGHTS, entry.packed + " bytes would grow to " + entry.size);
        }
        MappedFile unpacked = Decoded.keep(out -> inflate(entry, out));
        return new Bytes.InFile(unpacked, 0, unpacked.size());
    }

    /// Whether what stands as it is in the file is what was put there; reading it once costs little
    /// beside converting it.
    private void check(Entry entry) {
        CRC32 crc = new CRC32();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.clamp(entry.size, 1, CHECKED_AT_ONCE));
            for (long done = 0; done < entry.size; ) {
                long count = Math.min(buffer.byteSize(), entry.size - done);
                MemorySegment part = buffer.asSlice(0, count);
                file.read(entry.offset + done, part);
                crc.update(part.asByteBuffer());
                done += count;
            }
        }
        checkCrc(entry, crc);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new MalformedInputException(
                    file.path().toString(),
                    "the archive has no '" + name + "'",
                    "Save the whole model with model.save('name.keras').");
        }
        return entry;
    }

    private void inflate(Entry entry, java.io.OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes.asSlice(entry.offset, entry.packed).asByteBuffer());
            byte[] buffer = new byte[1 << 16];
            long written = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                written += count;
                if (count == 0 && !inflater.finished() || written > entry.size) {
                    throw malformed(
                            "the entry '" + entry.name + "' is not as long as the archive says",
                            null);
                }
                crc.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
            if (written != entry.size) {
                throw malformed(
                        "the entry '" + entry.name + "' is not as long as the archive says", null);
            }
            checkCrc(entry, crc);
        } catch (DataFormatException e) {
            throw malformed("the entry '" + entry.name + "' is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private void checkCrc(Entry entry, CRC32 crc) {
        if ((int) crc.getValue() != entry.crc) {
            throw malformed(
                    "the entry '" + entry.name + "' is damaged: its checksum differs", null);
        }
    }

    private void readDirectory() {
        long end = findEnd();
        long count = Short.toUnsignedLong(bytes.get(SHORT, end + 10));
        long size = Integer.toUnsignedLong(bytes.get(INT, end + 12));
        long start = Integer.toUnsignedLong(bytes.get(INT, end + 16));
        if (count == 0xffff || size == 0xffffffffL || start == 0xffffffffL) {
            long locator = end - 20;
            if (locator >= 0 && bytes.get(INT, locator) == 0x07064b50) {
                long wide = bytes.get(LONG, locator + 8);
                if (wide < 0 || wide > file.size() - 56 || bytes.get(INT, wide) != 0x06064b50) {
                    throw malformed("its ZIP64 directory is not where it says", null);
                }
                count = bytes.get(LONG, wide + 32);
                size = bytes.get(LONG, wide + 40);
                start = bytes.get(LONG, wide + 48);
            }
        }
        if (start < 0
                || size < 0
                || start > end
                || size > end - start
                || count < 0
                || count > size / 46) {
            throw malformed("its directory does not fit into the file", null);
        }
        Set<String> names = new HashSet<>();
        long at = start;
        for (long i = 0; i < count; i++) {
            if (bytes.get(INT, at) != 0x02014b50) {
                throw malformed("its directory is damaged at byte " + at, null);
            }
            int nameLength = Short.toUnsignedInt(bytes.get(SHORT, at + 28));
            int extraLength = Short.toUnsignedInt(bytes.get(SHORT, at + 30));
            int commentLength = Short.toUnsignedInt(bytes.get(SHORT, at + 32));
            String name =
                    new String(
                            bytes.asSlice(at + 46, nameLength).toArray(ValueLayout.JAVA_BYTE),
                            StandardCharsets.UTF_8);
            if (!names.add(name)) {
                throw malformed("it has two entries '" + name + "'", null);
            }
            if (KNOWN.contains(name)) {
                entries.put(name, readEntry(name, at, nameLength, extraLength));
            }
            at += 46L + nameLength + extraLength + commentLength;
            if (at > start + size) {
                throw malformed("its directory is longer than it says", null);
            }
        }
    }

    private Entry readEntry(String name, long at, int nameLength, int extraLength) {
        int flags = Short.toUnsignedInt(bytes.get(SHORT, at + 8));
        int method = Short.toUnsignedInt(bytes.get(SHORT, at + 10));
        int crc = bytes.get(INT, at + 16);
        long packed = Integer.toUnsignedLong(bytes.get(INT, at + 20));
        long size = Integer.toUnsignedLong(bytes.get(INT, at + 24));
        long header = Integer.toUnsignedLong(bytes.get(INT, at + 42));
        if ((flags & 1) != 0) {
            throw new UnsupportedModelException(
                    file.path().toString(), "the entry '" + name + "' is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw new UnsupportedModelException(
                    file.path().toString(),
                    "the entry '"
                            + name
                            + "' is compressed by method "
                            + method
                            + "; stored and deflated entries can be read");
        }
        for (long extra = at + 46 + nameLength, end = extra + extraLength; extra + 4 <= end; ) {
            int id = Short.toUnsignedInt(bytes.get(SHORT, extra));
            int length = Short.toUnsignedInt(bytes.get(SHORT, extra + 2));
            if (id == 1) {
                long field = extra + 4;
                if (size == 0xffffffffL) {
                    size = bytes.get(LONG, field);
                    field += 8;
                }
                if (packed == 0xffffffffL) {
                    packed = bytes.get(LONG, field);
                    field += 8;
                }
                if (header == 0xffffffffL) {
                    header = bytes.get(LONG, field);
                }
            }
            extra += 4L + length;
        }
        if (header < 0 || header > file.size() - 30 || bytes.get(INT, header) != 0x04034b50) {
            throw malformed("the entry '" + name + "' is not where the directory says", null);
        }
        long offset =
                header
                        + 30
                        + Short.toUnsignedInt(bytes.get(SHORT, header + 26))
                        + Short.toUnsignedInt(bytes.get(SHORT, header + 28));
        if (packed < 0 || size < 0 || offset > file.size() || packed > file.size() - offset) {
            throw malformed("the entry '" + name + "' reaches beyond the end of the file", null);
        }
        if (method == STORED && packed != size || size / MOST_GROWTH > packed) {
            throw malformed(
                    "the entry '" + name + "' has " + packed + " bytes, which cannot be " + size,
                    null);
        }
        return new Entry(name, method, offset, packed, size, crc);
    }

    private long findEnd() {
        long lowest = Math.max(0, file.size() - 22 - 0xffff);
        for (long at = file.size() - 22; at >= lowest; at--) {
            if (bytes.get(INT, at) == 0x06054b50) {
                return at;
            }
        }
        throw malformed("the end of the archive is missing; the file is not complete", null);
    }

    private MalformedInputException malformed(String what, Throwable cause) {
        return Optional.ofNullable(cause)
                .map(it -> new MalformedInputException(file.path().toString(), what, it))
                .orElseGet(() -> new MalformedInputException(file.path().toString(), what));
    }

    private Tf2ovException limit(String name, String what) {
        return new Tf2ovException(Problem.of(Code.LIMIT_EXCEEDED, file.path() + ", " + name, what));
    }
}

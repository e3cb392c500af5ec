package org.tf2ov.tf.wire;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;

/// Walks over the fields of a protocol buffer message.
///
///     while (in.next()) {
///         switch (in.tag()) {
///             case 1 << 3 | WireReader.BYTES -> name = in.text();
///             default -> in.skip();
///         }
///     }
///
/// It takes and refuses the same bytes as protobuf-java does: fields may come in any order and more
/// than once, unknown ones are skipped, a varint has ten bytes at most, messages and groups nest
/// one hundred deep at most. Small fields are read through a window of a few kilobytes, which is
/// what makes this fast even before the JIT compiler has seen it; large ones are not read at all.
///
/// Source: <https://protobuf.dev/programming-guides/encoding/>
public final class WireReader {
    /// The wire types: the lowest three bits of a tag.
    public static final int VARINT = 0;

    public static final int FIXED64 = 1;

    /// A length and as many bytes: text, a message, packed numbers.
    public static final int BYTES = 2;

    public static final int GROUP = 3;
    public static final int END_GROUP = 4;
    public static final int FIXED32 = 5;

    private static final int WINDOW = 4096;
    private static final int DEEPEST = 100;

    private final MemorySegment source;
    private final MappedFile file;

    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowSize;

    private long position;
    private long end;
    private int depth;
    private int tag;

    private WireReader(MemorySegment source, MappedFile file, long position, long end) {
        this.source = source;
        this.file = file;
        this.position = position;
        this.end = end;
    }

    /// Reads a whole file as one message. What [#bytes] gives are slices of the file.
    public static WireReader of(MappedFile file) {
        return new WireReader(file.segment(), file, 0, file.size());
    }

    /// Reads a part of a file as one message. What [#bytes] gives are slices of the file.
    public static WireReader of(MappedFile file, long offset, long size) {
        return new WireReader(file.segment(), file, offset, offset + size);
    }

    /// Reads an array as one message. What [#bytes] gives are copies.
    public static WireReader of(byte[] message) {
        return new WireReader(MemorySegment.ofArray(message), null, 0, message.length);
    }

    // The fields of a message

    /// Goes to the next field of the current message; `false` at its end.
    public boolean next() {
        if (position == end) {
            return false;
        }
        long start = position;
        tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new WireException(start, "a field has the number 0");
        }
        switch (tag & 7) {
            case VARINT, FIXED64, BYTES, GROUP, FIXED32 -> {}
            case END_GROUP -> throw new WireException(start, "a group ends that did not begin");
            default -> throw new WireException(start, "a field has the wire type " + (tag & 7));
        }
        return true;
    }

    /// `number << 3 | wire type` of the field that [#next] found.
    public int tag() {
        return tag;
    }

    /// Where the reader is, from the beginning of the source.
    public long position() {
        return position;
    }

    /// Skips the field that [#next] found.
    public void skip() {
        int[] groups = null;
        int open = 0;
        int current = tag;
        while (true) {
            switch (current & 7) {
                case VARINT -> varint();
                case FIXED64 -> advance(8);
                case BYTES -> advance(length());
                case FIXED32 -> advance(4);
                case GROUP -> {
                    groups = groups == null ? new int[DEEPEST] : groups;
                    if (depth + open >= DEEPEST) {
                        throw tooDeep();
                    }
                    groups[open++] = current >>> 3;
                }
                case END_GROUP -> {
                    if (open == 0 || groups[--open] != current >>> 3) {
                        throw new WireException(position, "a group ends that did not begin");
                    }
                }
                default ->
                        throw new WireException(
                                position, "a field has the wire type " + (current & 7));
            }
            if (open == 0) {
                return;
            }
            if (position == end) {
                throw new WireException(position, "a group has no end");
            }
            current = (int) varint();
            if (current >>> 3 == 0) {
                throw new WireException(position, "a field has the number 0");
            }
        }
    }

    // Messages in messages, and packed numbers

    /// Enters the message that the current field holds.
    ///
    /// @return what [#leave] wants to have
    public long enter() {
        long size = length();
        if (depth >= DEEPEST) {
            throw tooDeep();
        }
        depth++;
        long outer = end;
        end = position + size;
        return outer;
    }

    /// Goes on after the message that was entered, which has been read to its end.
    public void leave(long outer) {
        end = outer;
        depth--;
    }

    /// Enters the packed numbers that the current field holds.
    ///
    /// @return what [#leaveNumbers] wants to have
    public long enterNumbers() {
        long size = length();
        long outer = end;
        end = position + size;
        return outer;
    }

    /// Goes on after the packed numbers, which have been read to their end.
    public void leaveNumbers(long outer) {
        end = outer;
    }

    /// Whether something is left of the message or of the packed numbers.
    public boolean hasMore() {
        return position < end;
    }

    /// How many bytes are left of the message or of the packed numbers.
    public long remaining() {
        return end - position;
    }

    // Values

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new WireException(position, "a number has more than ten bytes");
    }

    public int fixed32() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (octet() & 0xff) << shift;
        }
        return value;
    }

    public long fixed64() {
        return Integer.toUnsignedLong(fixed32()) | (long) fixed32() << 32;
    }

    public float real32() {
        return Float.intBitsToFloat(fixed32());
    }

    public double real64() {
        return Double.longBitsToDouble(fixed64());
    }

    public boolean flag() {
        return varint() != 0;
    }

    /// A field of type `string`, which must be UTF-8.
    public String text() {
        long size = length();
        long start = position;
        if (size > WINDOW) {
            return decode(start, array(size), 0, Math.toIntExact(size));
        }
        if (size > 0 && position + size > windowStart + windowSize) {
            fill();
        }
        int from = (int) (position - windowStart);
        position += size;
        return decode(start, window, from, (int) size);
    }

    /// A field of type `bytes`, copied.
    public byte[] array() {
        return array(length());
    }

    /// A field of type `bytes`, as a slice of the file.
    public Bytes bytes() {
        return bytes(length());
    }

    /// The next bytes of the message, as a slice of the file.
    public Bytes bytes(long size) {
        if (file == null) {
            return new Bytes.InMemory(array(size));
        }
        long start = position;
        advance(size);
        return new Bytes.InFile(file, start, size);
    }

    private byte[] array(long size) {
        long start = position;
        advance(size);
        if (size > Integer.MAX_VALUE - 16) {
            throw new WireException(start, "a field of " + size + " bytes is too long");
        }
        byte[] copy = new byte[(int) size];
        copy(start, copy, copy.length);
        return copy;
    }

    /// A length, which is checked against what is left of the message.
    private long length() {
        long start = position;
        int size = (int) varint();
        if (size < 0) {
            throw new WireException(start, "a length is negative (" + size + ")");
        }
        require(start, size);
        return size;
    }

    private void advance(long size) {
        require(position, size);
        position += size;
    }

    private void require(long start, long size) {
        if (size > end - position) {
            throw end == source.byteSize()
                    ? cutShort(size - (end - position))
                    : new WireException(
                            start,
                            "a field of "
                                    + size
                                    + " bytes does not fit in its message, of which "
                                    + (end - position)
                                    + " are left");
        }
    }

    private byte octet() {
        if (position >= end) {
            throw end == source.byteSize()
                    ? cutShort(1)
                    : new WireException(position, "a message ends in the middle of a field");
        }
        long index = position - windowStart;
        if (index < 0 || index >= windowSize) {
            fill();
            index = 0;
        }
        position++;
        return window[(int) index];
    }

    private void fill() {
        windowStart = position;
        windowSize = (int) Math.min(WINDOW, source.byteSize() - position);
        copy(position, window, windowSize);
    }

    /// Between segments: the first copy into an array that is named as such makes the JVM link a
    /// `switch`, which takes longer than reading a small model.
    private void copy(long from, byte[] into, int size) {
        MemorySegment.copy(source, from, MemorySegment.ofArray(into), 0, size);
    }

    private WireException cutShort(long missing) {
        return new WireException(
                source.byteSize(),
                "the file is cut short: it ends in the middle of a field, of which "
                        + (missing == 1 ? "at least one byte is" : missing + " bytes are")
                        + " missing");
    }

    private WireException tooDeep() {
        return new WireException(position, "messages nest more than " + DEEPEST + " deep");
    }

    private static String decode(long start, byte[] bytes, int from, int size) {
        for (int i = from; i < from + size; i++) {
            if (bytes[i] < 0) {
                return decodeStrictly(start, bytes, from, size);
            }
        }
        return new String(bytes, from, size, StandardCharsets.ISO_8859_1);
    }

    private static String decodeStrictly(long start, byte[] bytes, int from, int size) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, size))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException(start, "a name is not valid UTF-8");
        }
    }
}

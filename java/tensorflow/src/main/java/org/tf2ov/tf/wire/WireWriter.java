package org.tf2ov.tf.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tf2ov.tensor.Bytes;

/// Writes a protocol buffer message in its binary form.
///
/// A message is preceded by its size, so it is kept until it is complete; slices of files, which
/// are all that is ever large, are kept as slices.
///
/// Source: <https://protobuf.dev/programming-guides/encoding/>
public final class WireWriter implements FieldWriter {
    /// Slices below this size are copied at once.
    private static final long SMALL = 256;

    private static final int PIECE = 1 << 20;

    /// Slices, each with how many of the bytes in `own` come before it.
    private record Insertion(int at, Bytes bytes) {}

    private byte[] own = new byte[64];
    private int used;
    private final List<Insertion> insertions = new ArrayList<>(0);
    private long inserted;

    /// How many bytes the message has so far.
    public long size() {
        return used + inserted;
    }

    /// Writes all of it.
    public void writeTo(OutputStream out) throws IOException {
        int done = 0;
        for (Insertion insertion : insertions) {
            out.write(own, done, insertion.at - done);
            done = insertion.at;
            copy(insertion.bytes, out);
        }
        out.write(own, done, used - done);
    }

    static void copy(Bytes bytes, OutputStream out) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes.size())];
        for (long at = 0; at < bytes.size(); at += piece.length) {
            int length = (int) Math.min(piece.length, bytes.size() - at);
            bytes.read(at, MemorySegment.ofArray(piece).asSlice(0, length));
            out.write(piece, 0, length);
        }
    }

    @Override
    public void whole(Field field, long value) {
        tag(field, WireReader.VARINT);
        varint(value);
    }

    @Override
    public void unsigned(Field field, long value) {
        whole(field, value);
    }

    @Override
    public void flag(Field field, boolean value) {
        whole(field, value ? 1 : 0);
    }

    @Override
    public void choice(Field field, int value, String word) {
        whole(field, value);
    }

    @Override
    public void real(Field field, float value) {
        tag(field, WireReader.FIXED32);
        fixed(Float.floatToRawIntBits(value), 4);
    }

    @Override
    public void real(Field field, double value) {
        tag(field, WireReader.FIXED64);
        fixed(Double.doubleToRawLongBits(value), 8);
    }

    @Override
    public void text(Field field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(Field field, byte[] value) {
        tag(field, WireReader.BYTES);
        varint(value.length);
        append(value, value.length);
    }

    @Override
    public void bytes(Field field, Bytes value) {
        tag(field, WireReader.BYTES);
        varint(value.size());
        insert(value);
    }

    /// Begins a field of type `bytes`, whose content the caller writes behind this message.
    public void open(Field field, long size) {
        tag(field, WireReader.BYTES);
        varint(size);
    }

    @Override
    public void message(Field field, Consumer<FieldWriter> content) {
        WireWriter inner = new WireWriter();
        content.accept(inner);
        tag(field, WireReader.BYTES);
        varint(inner.size());
        int start = used;
        append(inner.own, inner.used);
        for (Insertion insertion : inner.insertions) {
            insertions.add(new Insertion(start + insertion.at, insertion.bytes));
        }
        inserted += inner.inserted;
    }

    @Override
    public boolean isText() {
        return false;
    }

    private void insert(Bytes bytes) {
        if (bytes.size() < SMALL) {
            byte[] copy = new byte[(int) bytes.size()];
            bytes.read(0, MemorySegment.ofArray(copy));
            append(copy, copy.length);
        } else {
            insertions.add(new Insertion(used, bytes));
            inserted += bytes.size();
        }
    }

    private void tag(Field field, int wireType) {
        varint((long) field.number() << 3 | wireType);
    }

    private void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            own[used++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        own[used++] = (byte) rest;
    }

    private void fixed(long value, int bytes) {
        reserve(bytes);
        for (int i = 0; i < bytes; i++) {
            own[used++] = (byte) (value >>> 8 * i);
        }
    }

    private void append(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, own, used, length);
        used += length;
    }

    private void reserve(int more) {
        int needed = Math.addExact(used, more);
        if (needed > own.length) {
            own = Arrays.copyOf(own, Math.max(needed, needed + (needed >> 1)));
        }
    }
}

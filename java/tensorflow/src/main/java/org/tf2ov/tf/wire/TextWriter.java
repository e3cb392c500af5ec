package org.tf2ov.tf.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.tf2ov.tensor.Bytes;

/// Writes a protocol buffer message in its text form, which is ASCII.
///
/// Source: <https://protobuf.dev/reference/protobuf/textformat-spec/>
public final class TextWriter implements FieldWriter {
    private static final int PIECE = 1 << 16;

    /// How each byte is written in a quoted text.
    private static final byte[][] ESCAPED = escaped();

    private final OutputStream out;
    private int depth;

    /// @param out whose failures come as [UncheckedIOException]
    public TextWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void whole(Field field, long value) {
        scalar(field, Long.toString(value));
    }

    @Override
    public void unsigned(Field field, long value) {
        scalar(field, Long.toUnsignedString(value));
    }

    @Override
    public void flag(Field field, boolean value) {
        scalar(field, Boolean.toString(value));
    }

    @Override
    public void choice(Field field, int value, String word) {
        scalar(field, word);
    }

    @Override
    public void real(Field field, float value) {
        scalar(field, special(value, Float.toString(value)));
    }

    @Override
    public void real(Field field, double value) {
        scalar(field, special(value, Double.toString(value)));
    }

    private static String special(double value, String text) {
        return Double.isNaN(value)
                ? "nan"
                : Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : text;
    }

    @Override
    public void text(Field field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(Field field, byte[] value) {
        bytes(field, new Bytes.InMemory(value));
    }

    @Override
    public void bytes(Field field, Bytes value) {
        begin(field);
        print(": \"");
        byte[] piece = new byte[(int) Math.min(PIECE, value.size())];
        byte[] quoted = new byte[4 * piece.length];
        for (long at = 0; at < value.size(); at += piece.length) {
            int length = (int) Math.min(piece.length, value.size() - at);
            value.read(at, MemorySegment.ofArray(piece).asSlice(0, length));
            int size = 0;
            for (int i = 0; i < length; i++) {
                for (byte next : ESCAPED[piece[i] & 0xff]) {
                    quoted[size++] = next;
                }
            }
            write(quoted, size);
        }
        print("\"\n");
    }

    @Override
    public void message(Field field, Consumer<FieldWriter> content) {
        begin(field);
        print(" {\n");
        depth++;
        content.accept(this);
        depth--;
        indent();
        print("}\n");
    }

    @Override
    public boolean isText() {
        return true;
    }

    private void scalar(Field field, String value) {
        begin(field);
        print(": " + value + "\n");
    }

    private void begin(Field field) {
        indent();
        print(field.name());
    }

    private void indent() {
        print("  ".repeat(depth));
    }

    private void print(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        write(ascii, ascii.length);
    }

    private void write(byte[] bytes, int size) {
        try {
            out.write(bytes, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[][] escaped() {
        byte[][] all = new byte[256][];
        for (int i = 0; i < all.length; i++) {
            String text =
                    switch (i) {
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        case '"', '\'', '\\' -> "\\" + (char) i;
                        default ->
                                i >= ' ' && i < 127
                                        ? Character.toString(i)
                                        : "\\" + (i >> 6) + (i >> 3 & 7) + (i & 7);
                    };
            all[i] = text.getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}

package org.tf2ov.tf.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// A `TensorProto` on its way in.
///
/// The elements stand either in `tensor_content`, as in memory, or in a list of numbers whose field
/// depends on the type; integers of fewer than 32 bits stand in the list for 32.
///
/// Source: `tensorflow/core/framework/tensor.proto`.
public final class TensorParts {
    private static final int BYTES = WireReader.BYTES;
    private static final int VARINT = WireReader.VARINT;

    private int type;
    private final ShapeParts shape = new ShapeParts();
    private Bytes content;
    private List<byte[]> texts = List.of();

    /// Lists of numbers by their field.
    private final Packed[] lists = new Packed[19];

    /// Reads one message, which continues those read before.
    public void read(WireReader in) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | VARINT -> type = (int) in.varint();
                case 2 << 3 | BYTES -> shape.read(in);
                case 4 << 3 | BYTES -> content = in.bytes();
                case 5 << 3 | WireReader.FIXED32, 9 << 3 | WireReader.FIXED32 ->
                        list(in, 4).append(Integer.toUnsignedLong(in.fixed32()));
                case 6 << 3 | WireReader.FIXED64, 12 << 3 | WireReader.FIXED64 ->
                        list(in, 8).append(in.fixed64());
                case 7 << 3 | VARINT, 13 << 3 | VARINT, 16 << 3 | VARINT ->
                        list(in, 4).append(in.varint());
                case 10 << 3 | VARINT, 17 << 3 | VARINT -> list(in, 8).append(in.varint());
                case 11 << 3 | VARINT -> list(in, 1).append(in.flag() ? 1 : 0);
                case 5 << 3 | BYTES, 9 << 3 | BYTES -> fixed(in, 4);
                case 6 << 3 | BYTES, 12 << 3 | BYTES -> fixed(in, 8);
                case 7 << 3 | BYTES, 13 << 3 | BYTES, 16 << 3 | BYTES -> varints(in, 4);
                case 10 << 3 | BYTES, 17 << 3 | BYTES -> varints(in, 8);
                case 11 << 3 | BYTES -> flags(in);
                case 8 << 3 | BYTES -> {
                    texts = texts.isEmpty() ? new ArrayList<>() : texts;
                    texts.add(in.array());
                }
                case 18 << 3 | BYTES -> {
                    lists[18] = new Packed(1);
                    lists[18].append(in.bytes());
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private Packed list(WireReader in, int width) {
        int field = in.tag() >>> 3;
        if (lists[field] == null) {
            lists[field] = new Packed(width);
        }
        return lists[field];
    }

    /// Numbers of fixed size lie in the file as they do in memory, so they can stay there.
    private void fixed(WireReader in, int width) {
        Packed list = list(in, width);
        long outer = in.enterNumbers();
        if (in.remaining() % width != 0) {
            throw new WireException(
                    in.position(),
                    in.remaining() + " bytes of numbers are not a multiple of " + width);
        }
        list.append(in.bytes(in.remaining()));
        in.leaveNumbers(outer);
    }

    private void varints(WireReader in, int width) {
        Packed list = list(in, width);
        long outer = in.enterNumbers();
        while (in.hasMore()) {
            list.append(in.varint());
        }
        in.leaveNumbers(outer);
    }

    private void flags(WireReader in) {
        Packed list = list(in, 1);
        long outer = in.enterNumbers();
        while (in.hasMore()) {
            list.append(in.flag() ? 1 : 0);
        }
        in.leaveNumbers(outer);
    }

    /// The tensor.
    ///
    /// @throws IllegalArgumentException if this is no tensor; the message may follow the word "it"
    public TfTensor build() {
        PartialShape dimensions = shape.build();
        DataType known =
                DataType.ofNumber(type)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        type == 0
                                                ? "has no type"
                                                : "has the type number "
                                                        + type
                                                        + ", which TensorFlow does not"
                                                        + " have"));
        return build(known, dimensions);
    }

    /// The elements as a tensor whose type and shape stand elsewhere, and not in this message.
    ///
    /// @throws IllegalArgumentException if they don't fit; the message may follow the word "it"
    public TfTensor build(DataType known, PartialShape dimensions) {
        return switch (known) {
            case RESOURCE, VARIANT -> new TfTensor(known, dimensions, new TfTensor.Handles());
            case STRING -> texts(dimensions);
            default -> numbers(known, dimensions);
        };
    }

    private TfTensor numbers(DataType known, PartialShape dimensions) {
        if (content != null && content.size() > 0) {
            TfTensor tensor = TfTensor.of(known, dimensions, content);
            if (content.size() != tensor.count() * known.bytes()) {
                throw new IllegalArgumentException(
                        "has "
                                + content.size()
                                + " bytes of contents, but "
                                + tensor
                                + " takes "
                                + tensor.count() * known.bytes());
            }
            return tensor;
        }
        Packed list = lists[field(known)];
        Bytes given = list == null ? new Bytes.InMemory(new byte[0]) : list.build(known.bytes());
        TfTensor empty = TfTensor.of(known, dimensions, new Bytes.InMemory(new byte[0]));
        long most = empty.count() * known.bytes();
        return TfTensor.of(known, dimensions, given.size() > most ? cut(given, most) : given);
    }

    /// As TensorFlow, which takes as many elements of a list as it needs.
    private static Bytes cut(Bytes bytes, long size) {
        return switch (bytes) {
            case Bytes.InFile(var file, long offset, long _) ->
                    new Bytes.InFile(file, offset, size);
            default ->
                    new Bytes.InMemory(
                            bytes.segment().asSlice(0, size).toArray(ValueLayout.JAVA_BYTE));
        };
    }

    /// The field whose list holds the elements of a type.
    private static int field(DataType type) {
        return switch (type) {
            case FLOAT -> 5;
            case DOUBLE -> 6;
            case INT32, UINT8, INT16, INT8, QINT8, QUINT8, QINT32, QINT16, QUINT16, UINT16 -> 7;
            case INT4, UINT4, INT2, UINT2 -> 7;
            case COMPLEX64 -> 9;
            case INT64 -> 10;
            case BOOL -> 11;
            case COMPLEX128 -> 12;
            case HALF, BFLOAT16 -> 13;
            case UINT32 -> 16;
            case UINT64 -> 17;
            case FLOAT8_E5M2, FLOAT8_E4M3FN, FLOAT8_E4M3FNUZ, FLOAT8_E4M3B11FNUZ, FLOAT8_E5M2FNUZ ->
                    18;
            case STRING, RESOURCE, VARIANT ->
                    throw new IllegalArgumentException(type + " is no number");
        };
    }

    private TfTensor texts(PartialShape dimensions) {
        List<byte[]> given =
                content != null && content.size() > 0 ? separate(content, dimensions) : texts;
        TfTensor tensor = new TfTensor(DataType.STRING, dimensions, new TfTensor.Texts(List.of()));
        long count = tensor.count();
        return new TfTensor(
                DataType.STRING,
                dimensions,
                new TfTensor.Texts(given.size() > count ? given.subList(0, (int) count) : given));
    }

    /// Texts in `tensor_content`: all lengths as varints, then all texts.
    private static List<byte[]> separate(Bytes content, PartialShape dimensions) {
        byte[] all = content.segment().toArray(ValueLayout.JAVA_BYTE);
        long count = new TfTensor(DataType.STRING, dimensions, new TfTensor.Handles()).count();
        if (count > all.length) {
            throw new IllegalArgumentException("has too few bytes for " + count + " texts");
        }
        WireReader in = WireReader.of(all);
        List<byte[]> texts = new ArrayList<>();
        try {
            long[] lengths = new long[(int) count];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = in.varint();
            }
            for (long length : lengths) {
                int from = (int) in.position();
                if (length < 0 || length > in.remaining()) {
                    throw new IllegalArgumentException(
                            "has a text of " + length + " bytes where fewer are left");
                }
                in.bytes(length);
                texts.add(Arrays.copyOfRange(all, from, from + (int) length));
            }
        } catch (WireException _) {
            throw new IllegalArgumentException("has too few bytes for its texts");
        }
        return texts;
    }

    /// A list of numbers of one width, little-endian: a slice of the file if it came in one piece,
    /// otherwise a growing array.
    private static final class Packed {
        private final int width;
        private Bytes slice;
        private byte[] grown = {};
        private int size;

        private Packed(int width) {
            this.width = width;
        }

        private void append(Bytes piece) {
            if (slice == null && size == 0) {
                slice = piece;
                return;
            }
            toArray();
            int more = Math.toIntExact(piece.size());
            reserve(more);
            MemorySegment.copy(piece.segment(), ValueLayout.JAVA_BYTE, 0, grown, size, more);
            size += more;
        }

        private void append(long number) {
            toArray();
            reserve(width);
            long rest = number;
            for (int i = 0; i < width; i++) {
                grown[size++] = (byte) rest;
                rest >>= 8;
            }
        }

        private void toArray() {
            if (slice != null) {
                grown = slice.segment().toArray(ValueLayout.JAVA_BYTE);
                size = grown.length;
                slice = null;
            }
        }

        private void reserve(int more) {
            if (size + more > grown.length) {
                grown = Arrays.copyOf(grown, Math.max(size + more, size + (size >> 1)));
            }
        }

        /// The numbers, cut to `bytes` each; pairs may make one element.
        private Bytes build(int bytes) {
            if (slice != null && bytes >= width) {
                return slice;
            }
            toArray();
            if (bytes >= width) {
                return new Bytes.InMemory(Arrays.copyOf(grown, size));
            }
            ByteBuffer narrow =
                    ByteBuffer.allocate(size / width * bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i += width) {
                narrow.put(grown, i, bytes);
            }
            return new Bytes.InMemory(narrow.array());
        }
    }
}

package org.tf2ov.tf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;

/// A text file that fills a lookup table: a key and a value in each line.
///
/// Source: `TextFileLineIterator` in `tensorflow/core/kernels/lookup_util.cc`.
final class TableFile {
    /// Instead of the number of a column: the line is taken whole, or it is its number that counts.
    private static final long WHOLE_LINE = -2;

    private static final long LINE_NUMBER = -1;

    private static final long MOST_BYTES = 1L << 28;

    private final Path path;
    private final List<byte[]> lines;
    private final byte[] delimiter;
    private final long first;

    private TableFile(Path path, List<byte[]> lines, byte[] delimiter, long first) {
        this.path = path;
        this.lines = lines;
        this.delimiter = delimiter;
        this.first = first;
    }

    /// Reads the lines that the initializer of a table asks for.
    ///
    /// @param initializer an `InitializeTableFromTextFile` of either version
    static TableFile read(Path path, TfNode initializer) {
        MappedFile file = MappedFile.open(path);
        if (file.size() > MOST_BYTES) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.LIMIT_EXCEEDED,
                            path.toString(),
                            "a table of more than " + (MOST_BYTES >> 20) + " MiB is not read"));
        }
        long wanted = initializer.integer("vocab_size", -1);
        List<byte[]> lines = lines(file, wanted < 0 ? Long.MAX_VALUE : wanted);
        if (lines.size() < wanted) {
            throw new MalformedInputException(
                    path.toString(),
                    "the file has "
                            + lines.size()
                            + " lines, where "
                            + initializer.place()
                            + " needs "
                            + wanted);
        }
        return new TableFile(
                path,
                lines,
                initializer.text("delimiter", "\t").getBytes(StandardCharsets.UTF_8),
                initializer.integer("offset", 0));
    }

    /// Lines end with a line feed, before which a carriage return does not count.
    private static List<byte[]> lines(MappedFile file, long most) {
        List<byte[]> lines = new ArrayList<>();
        MemorySegment bytes = file.segment();
        long start = 0;
        for (long i = 0; i <= file.size() && lines.size() < most; i++) {
            boolean end = i == file.size();
            if (end ? i > start : bytes.get(ValueLayout.JAVA_BYTE, i) == '\n') {
                boolean feed = i > start && bytes.get(ValueLayout.JAVA_BYTE, i - 1) == '\r';
                lines.add(
                        bytes.asSlice(start, i - start - (feed ? 1 : 0))
                                .toArray(ValueLayout.JAVA_BYTE));
                start = i + 1;
            }
        }
        return lines;
    }

    /// The keys or the values.
    ///
    /// @param column a number from 0, or -1 for the number of the line, or -2 for all of it
    TfTensor column(long column, DataType type) {
        PartialShape shape = PartialShape.of(lines.size());
        if (type == DataType.STRING) {
            if (column == LINE_NUMBER) {
                throw wrong(type, 0, "the number of a line");
            }
            List<byte[]> texts = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                texts.add(column == WHOLE_LINE ? lines.get(i) : field(i, column));
            }
            return new TfTensor(type, shape, new TfTensor.Texts(texts));
        }
        ByteBuffer numbers =
                ByteBuffer.allocate(Math.multiplyExact(lines.size(), type.bytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < lines.size(); i++) {
            if (column == LINE_NUMBER) {
                put(numbers, type, i, "" + (first + i));
            } else {
                byte[] text = column == WHOLE_LINE ? lines.get(i) : field(i, column);
                put(numbers, type, i, new String(text, StandardCharsets.UTF_8).strip());
            }
        }
        return TfTensor.of(type, shape, new Bytes.InMemory(numbers.array()));
    }

    private void put(ByteBuffer numbers, DataType type, int line, String text) {
        try {
            switch (type) {
                case INT32 -> numbers.putInt(Integer.parseInt(text));
                case INT64 -> numbers.putLong(Long.parseLong(text));
                case FLOAT -> numbers.putFloat(Float.parseFloat(text));
                case DOUBLE -> numbers.putDouble(Double.parseDouble(text));
                default -> throw wrong(type, line, "text");
            }
        } catch (NumberFormatException _) {
            throw wrong(type, line, "'" + text + "'");
        }
    }

    private MalformedInputException wrong(DataType type, int line, String what) {
        return new MalformedInputException(
                path + " at line " + (line + 1),
                what + " stands where a table has elements of the type " + type);
    }

    private byte[] field(int line, long column) {
        byte[] text = lines.get(line);
        int start = 0;
        for (long i = 0; ; i++) {
            int end = delimiter.length == 0 ? -1 : find(text, start);
            if (i == column) {
                return Arrays.copyOfRange(text, start, end < 0 ? text.length : end);
            }
            if (end < 0) {
                throw new MalformedInputException(
                        path + " at line " + (line + 1),
                        "the line has "
                                + (i + 1)
                                + " columns, where a table needs "
                                + (column + 1));
            }
            start = end + delimiter.length;
        }
    }

    private int find(byte[] text, int from) {
        for (int i = from; i + delimiter.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }
}

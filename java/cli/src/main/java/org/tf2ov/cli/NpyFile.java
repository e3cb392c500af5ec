package org.tf2ov.cli;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// NumPy's file format for one array.
///
///     \x93NUMPY  major  minor  length of header  header                                                       elements
///                                                {'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }
///
/// Versions 1 to 3 are read, either byte order, row-major and column-major; version 1, little-endian, row-major is written.
/// Source: NumPy enhancement proposal 1.
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MOST_HEADER = 1 << 16;
    private static final Pattern DESCR =
            Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER =
            Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,L]*)\\)");

    private NpyFile() {}

    /// Whether a file begins as an array of NumPy does.
    static boolean is(MappedFile file) {
        return file.size() >= MAGIC.length
                && file.segment().asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC))
                        < 0;
    }

    /// Reads an array. Where the file holds it as it is needed, nothing is copied.
    ///
    /// @throws MalformedInputException if the file is not what it claims to be
    static HostTensor read(MappedFile file) {
        String name = file.path().toString();
        MemorySegment bytes = file.segment();
        if (!is(file) || bytes.byteSize() < 10) {
            throw new MalformedInputException(name, "this is not a whole .npy file");
        }
        int major = bytes.get(JAVA_BYTE, 6);
        if (major < 1 || major > 3) {
            throw new MalformedInputException(
                    name, "its .npy version is " + major + ", and only 1, 2 and 3 are known");
        }
        int start = major == 1 ? 10 : 12;
        if (bytes.byteSize() < start) {
            throw new MalformedInputException(name, "the file ends within the .npy header");
        }
        long length =
                major == 1
                        ? Short.toUnsignedLong(bytes.get(Elements.SHORT, 8))
                        : Integer.toUnsignedLong(bytes.get(Elements.INT, 8));
        if (length > MOST_HEADER || start + length > bytes.byteSize()) {
            throw new MalformedInputException(
                    name,
                    "its .npy header claims " + length + " bytes, which is more than there are");
        }
        String header =
                new String(bytes.asSlice(start, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        String descr = field(name, header, DESCR, "descr");
        boolean columnMajor = field(name, header, ORDER, "fortran_order").equals("True");
        TensorType type =
                new TensorType(
                        element(name, descr), shape(name, field(name, header, SHAPE, "shape")));
        return elements(
                name,
                bytes.asSlice(start + length),
                type,
                descr.startsWith(">") && type.element().bytes() > 1,
                columnMajor && type.shape().rank() > 1);
    }

    private static String field(String name, String header, Pattern pattern, String key) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new MalformedInputException(
                    name, "its .npy header has no plain '" + key + "': " + header.strip());
        }
        return matcher.group(1);
    }

    private static ElementType element(String name, String descr) {
        boolean ordered = descr.length() > 1 && "<>|=".indexOf(descr.charAt(0)) >= 0;
        return switch (ordered ? descr.substring(1) : descr) {
            case "f2" -> ElementType.F16;
            case "f4" -> ElementType.F32;
            case "f8" -> ElementType.F64;
            case "b1" -> ElementType.BOOLEAN;
            case "i1" -> ElementType.I8;
            case "i2" -> ElementType.I16;
            case "i4" -> ElementType.I32;
            case "i8" -> ElementType.I64;
            case "u1" -> ElementType.U8;
            case "u2" -> ElementType.U16;
            case "u4" -> ElementType.U32;
            case "u8" -> ElementType.U64;
            default ->
                    throw new Tf2ovException(
                            Problem.of(
                                    Code.NOT_SUPPORTED,
                                    name,
                                    "elements of the NumPy type '"
                                            + descr
                                            + "' cannot be given to a model",
                                    "Save the array as numbers, for example with astype('float32')."));
        };
    }

    private static PartialShape shape(String name, String text) {
        try {
            return PartialShape.of(
                    Arrays.stream(text.split(","))
                            .map(word -> word.replace("L", "").strip())
                            .filter(word -> !word.isEmpty())
                            .mapToLong(Long::parseLong)
                            .toArray());
        } catch (NumberFormatException e) {
            throw new MalformedInputException(name, "its shape (" + text + ") is not possible", e);
        }
    }

    private static HostTensor elements(
            String name,
            MemorySegment bytes,
            TensorType type,
            boolean swapped,
            boolean columnMajor) {
        long wanted;
        try {
            long count = LongStream.of(type.shape().toArray()).reduce(1, Math::multiplyExact);
            wanted = Math.multiplyExact(count, (long) type.element().bytes());
        } catch (ArithmeticException e) {
            throw new MalformedInputException(
                    name, "its shape [" + type.shape() + "] is not possible", e);
        }
        if (wanted != bytes.byteSize()) {
            throw new MalformedInputException(
                    name,
                    "a "
                            + type
                            + " takes "
                            + wanted
                            + " bytes, but "
                            + bytes.byteSize()
                            + " stand behind the header");
        }
        if (!swapped && !columnMajor) {
            return new HostTensor(type, bytes);
        }
        HostTensor ordered = HostTensor.allocate(type);
        long[] shape = type.shape().toArray();
        long[] index = new long[shape.length];
        int size = type.element().bytes();
        long count = ordered.count();
        for (long i = 0; i < count; i++) {
            long from = columnMajor ? columnMajorOffset(index, shape) : i;
            for (int b = 0; b < size; b++) {
                ordered.data()
                        .set(
                                JAVA_BYTE,
                                i * size + b,
                                bytes.get(JAVA_BYTE, from * size + (swapped ? size - 1 - b : b)));
            }
            step(index, shape);
        }
        return ordered;
    }

    private static long columnMajorOffset(long[] index, long[] shape) {
        long offset = 0;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            offset = offset * shape[axis] + index[axis];
        }
        return offset;
    }

    /// Counts the index up in row-major order.
    private static void step(long[] index, long[] shape) {
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis]++;
            if (index[axis] < shape[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }

    /// Writes an array; the file appears whole or not at all. `bf16`, which NumPy does not know,
    /// becomes `f32`.
    static void write(HostTensor tensor, Path file) {
        HostTensor storable =
                tensor.element() == ElementType.BF16 ? tensor.convert(ElementType.F32) : tensor;
        NewFile.write(file, "the file", out -> write(storable, out));
    }

    private static void write(HostTensor tensor, OutputStream out) throws IOException {
        String shape =
                Arrays.stream(tensor.shape())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
        String header =
                String.format(
                        Locale.ROOT,
                        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }",
                        descr(tensor.element()),
                        tensor.shape().length == 1 ? shape + "," : shape);
        // The elements begin at a multiple of 64 bytes, and the header ends in a line feed.
        int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) length, (byte) (length >>> 8)});
        out.write(
                (header + " ".repeat(length - header.length() - 1) + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var channel = Channels.newChannel(out);
        long size = tensor.data().byteSize();
        long block = 1L << 30;
        for (long at = 0; at < size; at += block) {
            channel.write(tensor.data().asSlice(at, Math.min(block, size - at)).asByteBuffer());
        }
    }

    private static String descr(ElementType type) {
        String code =
                switch (type) {
                    case F16 -> "f2";
                    case F32 -> "f4";
                    case F64 -> "f8";
                    case BOOLEAN -> "b1";
                    case I8 -> "i1";
                    case I16 -> "i2";
                    case I32 -> "i4";
                    case I64 -> "i8";
                    case U8 -> "u1";
                    case U16 -> "u2";
                    case U32 -> "u4";
                    case U64 -> "u8";
                    default ->
                            throw new Tf2ovException(
                                    Problem.of(
                                            Code.NOT_SUPPORTED,
                                            "--out",
                                            "NumPy has no element type for " + type,
                                            "Write the output as .json."));
                };
        return (type.bytes() == 1 ? "|" : "<") + code;
    }
}

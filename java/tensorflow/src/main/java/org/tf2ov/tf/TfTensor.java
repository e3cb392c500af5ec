package org.tf2ov.tf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// A tensor that a graph carries.
///
/// @param type its element type
/// @param shape its shape, which is static
/// @param contents its elements, or the first few of them
public record TfTensor(DataType type, PartialShape shape, Contents contents) {
    /// The most bytes that a tensor may grow to whose file holds only its beginning. One that
    /// consists of a single repeated element never grows.
    static final long MOST_BYTES_GROWN = 1L << 26;

    private static final int MOST_DIMENSIONS = 254;

    /// The elements of a tensor, in row-major order. A file may leave out the end of it: then the
    /// last element that is there is repeated, and where there is none, all are zero.
    public sealed interface Contents {}

    /// Numbers as TensorFlow has them in memory, little-endian.
    public record Numbers(Bytes bytes) implements Contents {}

    public record Texts(List<byte[]> texts) implements Contents {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /// Handles of resources and variants, which mean nothing outside the process that wrote them.
    public record Handles() implements Contents {}

    /// A tensor of numbers.
    ///
    /// @param bytes all its elements, as TensorFlow has them in memory, or the first of them
    public static TfTensor of(DataType type, PartialShape shape, Bytes bytes) {
        return new TfTensor(type, shape, new Numbers(bytes));
    }

    /// @throws IllegalArgumentException if the parts do not fit together; the message says why and
    ///   may follow the words "the tensor"
    public TfTensor {
        if (!shape.hasRank()) {
            throw new IllegalArgumentException("has a shape of unknown rank");
        }
        if (shape.rank() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "has " + shape.rank() + " dimensions; " + MOST_DIMENSIONS + " are possible");
        }
        long count = 1;
        for (Dimension dimension : shape.dimensions()) {
            if (!dimension.isStatic() || dimension.min() < 0) {
                throw new IllegalArgumentException(
                        "has the dimension "
                                + (dimension.isStatic() ? dimension.toString() : "-1")
                                + " in its shape ["
                                + shape
                                + "]");
            }
            if (dimension.min() != 0 && count > Long.MAX_VALUE / 16 / dimension.min()) {
                throw new IllegalArgumentException(
                        "has the shape [" + shape + "], which is too large for any memory");
            }
            count *= dimension.min();
        }
        if (contents instanceof Numbers(Bytes bytes)) {
            long size = bytes.size();
            long whole = count * type.bytes();
            if (type.bytes() == 0 || size % type.bytes() != 0 || size > whole) {
                throw new IllegalArgumentException(
                        "has "
                                + size
                                + " bytes of contents, but "
                                + type
                                + "["
                                + shape
                                + "] takes "
                                + whole);
            }
        }
    }

    public long count() {
        return shape.elementCount().value();
    }

    /// The contents as numbers that OpenVINO knows, without reading them where that is possible.
    ///
    /// Complex numbers become a last dimension of two. Numbers of four and two bits take a byte
    /// each, as in TensorFlow.
    ///
    /// @throws Tf2ovException if it holds text or handles, or would take too much memory
    public Weights weights() {
        TensorType wanted =
                switch (type) {
                    case COMPLEX64 -> pairs(ElementType.F32);
                    case COMPLEX128 -> pairs(ElementType.F64);
                    case INT4 -> new TensorType(ElementType.I8, shape);
                    case UINT4, UINT2 -> new TensorType(ElementType.U8, shape);
                    default ->
                            new TensorType(
                                    type.element()
                                            .filter(element -> element != ElementType.STRING)
                                            .orElseThrow(this::noNumbers),
                                    shape);
                };
        if (!(contents instanceof Numbers(Bytes bytes))) {
            throw noNumbers();
        }
        if (type == DataType.INT4 || type == DataType.UINT4 || type == DataType.UINT2) {
            bytes = cleared(bytes);
        }
        long whole = wanted.bytes();
        if (bytes.size() == whole) {
            return new Weights.Stored(bytes, wanted);
        }
        if (bytes.size() <= type.bytes() && !type.isComplex()) {
            Bytes element = bytes.size() == 0 ? new Bytes.InMemory(new byte[type.bytes()]) : bytes;
            return new Weights.Splat(element, wanted);
        }
        return new Weights.Stored(grown(bytes, whole), wanted);
    }

    /// The elements of a tensor of texts.
    ///
    /// @throws Tf2ovException if it holds something else, or too many
    public List<byte[]> strings() {
        if (!(contents instanceof Texts(List<byte[]> texts))) {
            throw new UnsupportedModelException("a tensor " + this, "text is needed here");
        }
        long count = count();
        if (texts.size() == count) {
            return texts;
        }
        if (count > Integer.MAX_VALUE) {
            throw tooLarge();
        }
        byte[] last = texts.isEmpty() ? new byte[0] : texts.getLast();
        return new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                return index < texts.size() ? texts.get(index) : last;
            }

            @Override
            public int size() {
                return (int) count;
            }
        };
    }

    private TensorType pairs(ElementType element) {
        return new TensorType(
                element,
                PartialShape.of(
                        Stream.concat(shape.dimensions().stream(), Stream.of(Dimension.of(2)))
                                .toList()));
    }

    private Bytes grown(Bytes bytes, long whole) {
        if (whole > Math.max(MOST_BYTES_GROWN, 10 * bytes.size()) || whole > Integer.MAX_VALUE) {
            throw tooLarge();
        }
        byte[] all = new byte[(int) whole];
        int given = (int) bytes.size();
        MemorySegment.copy(bytes.segment(), ValueLayout.JAVA_BYTE, 0, all, 0, given);
        if (given > 0) {
            int element = type.bytes();
            for (int i = given; i < all.length; i++) {
                all[i] = all[i - element];
            }
        }
        return new Bytes.InMemory(all);
    }

    /// Bits above the fourth (or the second) are not part of the number; what they hold depends on
    /// who wrote the file.
    private Bytes cleared(Bytes bytes) {
        byte[] all = bytes.segment().toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    switch (type) {
                        case INT4 -> (byte) ((byte) (all[i] << 4) >> 4);
                        case UINT4 -> (byte) (all[i] & 15);
                        default -> (byte) (all[i] & 3);
                    };
        }
        return new Bytes.InMemory(all);
    }

    private UnsupportedModelException noNumbers() {
        return new UnsupportedModelException(
                "a tensor " + this, "numbers of a known type are needed here");
    }

    private Tf2ovException tooLarge() {
        return new Tf2ovException(
                Problem.of(
                        Code.LIMIT_EXCEEDED,
                        "a tensor " + this,
                        "the file holds only the beginning of it, and writing out the rest would"
                                + " take more than "
                                + (MOST_BYTES_GROWN >> 20)
                                + " MiB"));
    }

    /// `float[1,8]`.
    @Override
    public String toString() {
        return type + "[" + shape + "]";
    }
}

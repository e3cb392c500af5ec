package org.tf2ov.tf.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.WireReader;

/// A rectangular part of a tensor: an extent in each dimension.
///
/// Its text form is that of TensorFlow, `0,10:-`: a start and a length, or all.
///
/// Source: `tensorflow/core/framework/tensor_slice.cc`, `tensor_slice.proto`.
record TensorSlice(List<Extent> extents) {
    /// @param length or -1: the whole dimension
    record Extent(long start, long length) {
        static final Extent ALL = new Extent(0, -1);

        @Override
        public String toString() {
            return length < 0 ? "-" : start + "," + length;
        }
    }

    /// The first bytes of variable-length signed numbers, by length.
    private static final int[] SIGNED_HEADERS = {
        0, 0x8000, 0xc000, 0xe000, 0xf000, 0xf800, 0xfc00, 0xfe00, 0xff00, 0xff80, 0xffc0
    };

    TensorSlice {
        extents = List.copyOf(extents);
    }

    static TensorSlice all(int rank) {
        return new TensorSlice(Collections.nCopies(rank, Extent.ALL));
    }

    /// Reads a `TensorSliceProto`.
    static TensorSlice read(WireReader in) {
        List<Extent> extents = new ArrayList<>();
        long outer = in.enter();
        while (in.next()) {
            if (in.tag() == (1 << 3 | WireReader.BYTES)) {
                extents.add(extent(in));
            } else {
                in.skip();
            }
        }
        in.leave(outer);
        return new TensorSlice(extents);
    }

    private static Extent extent(WireReader in) {
        long start = 0;
        long length = -1;
        boolean negative = false;
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.VARINT -> start = in.varint();
                case 2 << 3 | WireReader.VARINT -> {
                    length = in.varint();
                    negative = length < 0;
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
        // A negative start makes the slice fit no tensor.
        return negative ? new Extent(Long.MIN_VALUE, 0) : new Extent(start, length);
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException if it is none
    static TensorSlice parse(String text) {
        List<Extent> extents = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(":", -1)) {
            if (part.equals("-")) {
                extents.add(Extent.ALL);
                continue;
            }
            String[] numbers = part.split(",", -1);
            if (numbers.length != 2) {
                throw new IllegalArgumentException("'" + text + "' is no slice");
            }
            try {
                Extent extent = new Extent(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
                if (extent.start < 0 || extent.length <= 0) {
                    throw new IllegalArgumentException("'" + text + "' is no slice");
                }
                extents.add(extent);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no slice", e);
            }
        }
        return new TensorSlice(extents);
    }

    /// Whether it lies within a tensor of a shape.
    boolean fits(PartialShape shape) {
        if (shape.rank() != extents.size()) {
            return false;
        }
        long[] sizes = shape.toArray();
        for (int i = 0; i < sizes.length; i++) {
            Extent extent = extents.get(i);
            boolean whole = extent.length < 0 && extent.start == 0;
            boolean within =
                    extent.start >= 0
                            && extent.length >= 0
                            && extent.length <= sizes[i]
                            && extent.start <= sizes[i] - extent.length;
            if (!whole && !within) {
                return false;
            }
        }
        return true;
    }

    /// Where it starts in each dimension.
    long[] starts() {
        return extents.stream().mapToLong(Extent::start).toArray();
    }

    /// Its shape as a part of a tensor that it fits.
    long[] lengths(PartialShape shape) {
        long[] lengths = shape.toArray();
        for (int i = 0; i < lengths.length; i++) {
            long length = extents.get(i).length;
            lengths[i] = length < 0 ? lengths[i] : length;
        }
        return lengths;
    }

    /// Whether it holds all of another part of the tensor.
    boolean covers(PartialShape shape, TensorSlice other) {
        long[] starts = starts();
        long[] lengths = lengths(shape);
        long[] otherStarts = other.starts();
        long[] otherLengths = other.lengths(shape);
        for (int i = 0; i < starts.length; i++) {
            if (otherStarts[i] < starts[i]
                    || otherStarts[i] + otherLengths[i] > starts[i] + lengths[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether it has elements in common with another part of the tensor.
    boolean meets(PartialShape shape, TensorSlice other) {
        long[] starts = starts();
        long[] lengths = lengths(shape);
        long[] otherStarts = other.starts();
        long[] otherLengths = other.lengths(shape);
        for (int i = 0; i < starts.length; i++) {
            if (otherStarts[i] + otherLengths[i] <= starts[i]
                    || starts[i] + lengths[i] <= otherStarts[i]) {
                return false;
            }
        }
        return true;
    }

    /// What `RestoreV2` calls `shape_and_slice`: the shape of the whole tensor, a blank, the slice.
    ///
    /// @param place the checkpoint, for messages
    /// @param name of the tensor, for messages
    /// @param shape of the tensor
    /// @param specification `7 3 0,3:-`
    /// @throws MalformedInputException if the tensor has no such part
    static TensorSlice of(String place, String name, PartialShape shape, String specification) {
        String what =
                "the part '" + specification + "' of the tensor '" + name + "' is asked for, ";
        int last = specification.lastIndexOf(' ');
        String dimensions = specification.substring(0, Math.max(last, 0)).replace(' ', ',');
        if (!dimensions.equals(shape.toString())) {
            throw new MalformedInputException(place, what + "whose shape is [" + shape + "]");
        }
        try {
            TensorSlice slice = parse(specification.substring(last + 1));
            if (slice.fits(shape)) {
                return slice;
            }
            throw new MalformedInputException(place, what + "which is not within [" + shape + "]");
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException(place, what + "which is no part of a tensor", e);
        }
    }

    /// The key under which a table has this part of a tensor. Such keys sort as their parts do.
    ///
    /// Source: `tensorflow/core/util/saved_tensor_slice_util.cc`,
    /// `tensorflow/core/lib/strings/ordered_code.cc`.
    byte[] key(String tensor) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        writeUnsigned(key, 0);
        for (byte next : tensor.getBytes(StandardCharsets.UTF_8)) {
            key.write(next);
            if (next == 0) {
                key.write(0xff);
            } else if (next == (byte) 0xff) {
                key.write(0);
            }
        }
        key.write(0);
        key.write(1);
        writeUnsigned(key, extents.size());
        for (Extent extent : extents) {
            writeSigned(key, extent.start);
            writeSigned(key, extent.length);
        }
        return key.toByteArray();
    }

    private static void writeUnsigned(ByteArrayOutputStream to, long number) {
        int length = (64 - Long.numberOfLeadingZeros(number) + 7) / 8;
        to.write(length);
        for (int i = length - 1; i >= 0; i--) {
            to.write((int) (number >>> 8 * i));
        }
    }

    private static void writeSigned(ByteArrayOutputStream to, long number) {
        int bits = 65 - Long.numberOfLeadingZeros(number < 0 ? ~number : number);
        int length = (bits + 6) / 7;
        for (int i = 0; i < length; i++) {
            int shift = 8 * (length - 1 - i);
            int octet = (int) (number >> Math.min(shift, 63));
            int header = i < 2 ? SIGNED_HEADERS[length] >>> 8 * (1 - i) : 0;
            to.write(octet ^ header);
        }
    }

    @Override
    public String toString() {
        return extents.stream().map(Extent::toString).collect(Collectors.joining(":"));
    }
}

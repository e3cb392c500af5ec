package org.tf2ov.tf.checkpoint;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.wire.Crc32c;
import org.tf2ov.tf.wire.ShapeParts;
import org.tf2ov.tf.wire.WireReader;

/// What the index of a checkpoint says of one tensor, or of one part of a tensor.
///
/// @param size bytes in the shard
/// @param crc of these bytes, not masked; of texts, see [StoredTexts]
/// @param slices the parts that a tensor is stored in; then it has no bytes of its own
///
///   Source: `tensorflow/core/protobuf/tensor_bundle.proto`.
record BundleEntry(
        DataType type,
        PartialShape shape,
        int shard,
        long offset,
        long size,
        int crc,
        List<TensorSlice> slices) {

    BundleEntry {
        slices = List.copyOf(slices);
    }

    /// @throws IllegalArgumentException if the entry makes no sense; the message may follow a name
    static BundleEntry read(WireReader in) {
        int type = 0;
        ShapeParts shape = new ShapeParts();
        int shard = 0;
        long offset = 0;
        long size = 0;
        int crc = 0;
        List<TensorSlice> slices = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.VARINT -> type = (int) in.varint();
                case 2 << 3 | WireReader.BYTES -> shape.read(in);
                case 3 << 3 | WireReader.VARINT -> shard = (int) in.varint();
                case 4 << 3 | WireReader.VARINT -> offset = in.varint();
                case 5 << 3 | WireReader.VARINT -> size = in.varint();
                case 6 << 3 | WireReader.FIXED32 -> crc = in.fixed32();
                case 7 << 3 | WireReader.BYTES -> slices.add(TensorSlice.read(in));
                default -> in.skip();
            }
        }
        int number = type;
        DataType known =
                DataType.ofNumber(number)
                        .filter(_ -> !DataType.isReference(number))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "has the type number "
                                                + number
                                                + ", which TensorFlow does not store"));
        BundleEntry entry =
                new BundleEntry(
                        known, shape.build(), shard, offset, size, Crc32c.unmask(crc), slices);
        entry.check();
        return entry;
    }

    private void check() {
        // The tensor checks its shape.
        long count = new TfTensor(type, shape, new TfTensor.Handles()).count();
        if (type == DataType.RESOURCE) {
            throw new IllegalArgumentException("is a resource, which has no value to store");
        }
        if (!slices.isEmpty()) {
            return;
        }
        if (offset < 0 || size < 0) {
            throw new IllegalArgumentException(
                    "is said to be at byte " + offset + " and to have " + size + " bytes");
        }
        if (type.bytes() > 0 && size != count * type.bytes()) {
            throw new IllegalArgumentException(
                    "is said to have "
                            + size
                            + " bytes, but "
                            + this
                            + " takes "
                            + count * type.bytes());
        }
        if (type.bytes() == 0 && size < count) {
            throw new IllegalArgumentException(
                    "is said to have " + size + " bytes, too few for " + this);
        }
    }

    /// The place of its bytes in a shard, for the checksum.
    Bytes.InFile in(MappedFile file) {
        return new Bytes.InFile(file, offset, size);
    }

    /// `float[1,8]`.
    @Override
    public String toString() {
        return type + "[" + shape + "]";
    }
}

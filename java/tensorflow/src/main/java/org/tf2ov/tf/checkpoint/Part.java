package org.tf2ov.tf.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TiledBytes;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// A part of a tensor as it is stored, on its own or with others.
///
/// @param slice which part
/// @param tensor what it holds
record Part(TensorSlice slice, TfTensor tensor) {
    /// Puts a part of a tensor together from stored ones.
    ///
    /// @param shape of the whole tensor
    /// @param wanted which part of it
    /// @param parts that cover what is wanted, and do not overlap
    static TfTensor assemble(
            DataType type, PartialShape shape, TensorSlice wanted, List<Part> parts) {
        for (Part part : parts) {
            if (part.slice.covers(shape, wanted) && wanted.covers(shape, part.slice)) {
                return part.tensor;
            }
        }
        return type == DataType.STRING
                ? assembleTexts(shape, wanted, parts)
                : TfTensor.of(
                        type,
                        PartialShape.of(wanted.lengths(shape)),
                        tiled(type.bytes(), shape, wanted, parts, numbers(parts)));
    }

    private static List<Bytes> numbers(List<Part> parts) {
        List<Bytes> all = new ArrayList<>();
        for (Part part : parts) {
            all.add(((TfTensor.Numbers) part.tensor.contents()).bytes());
        }
        return all;
    }

    /// Where texts go is where the numbers of the texts go.
    private static TfTensor assembleTexts(
            PartialShape shape, TensorSlice wanted, List<Part> parts) {
        List<byte[]> texts = new ArrayList<>();
        List<Bytes> numbers = new ArrayList<>();
        for (Part part : parts) {
            List<byte[]> own = part.tensor.strings();
            ByteBuffer list = ByteBuffer.allocate(4 * own.size()).order(ByteOrder.LITTLE_ENDIAN);
            for (byte[] text : own) {
                list.putInt(texts.size());
                texts.add(text);
            }
            numbers.add(new Bytes.InMemory(list.array()));
        }
        List<byte[]> inOrder = new ArrayList<>();
        ByteBuffer order =
                tiled(4, shape, wanted, parts, numbers)
                        .segment()
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
        while (order.hasRemaining()) {
            inOrder.add(texts.get(order.getInt()));
        }
        return new TfTensor(
                DataType.STRING,
                PartialShape.of(wanted.lengths(shape)),
                new TfTensor.Texts(inOrder));
    }

    private static Bytes tiled(
            int elementBytes,
            PartialShape shape,
            TensorSlice wanted,
            List<Part> parts,
            List<Bytes> sources) {
        long[] start = wanted.starts();
        long[] lengths = wanted.lengths(shape);
        List<TiledBytes.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            long[] own = parts.get(i).slice.starts();
            long[] has = parts.get(i).slice.lengths(shape);
            long[] from = new long[own.length];
            long[] to = new long[own.length];
            long[] both = new long[own.length];
            boolean meet = true;
            for (int d = 0; d < own.length; d++) {
                long first = Math.max(own[d], start[d]);
                both[d] = Math.min(own[d] + has[d], start[d] + lengths[d]) - first;
                from[d] = first - own[d];
                to[d] = first - start[d];
                meet &= both[d] > 0;
            }
            if (meet) {
                tiles.add(
                        new TiledBytes.Tile(
                                sources.get(i), list(has), list(from), list(to), list(both)));
            }
        }
        return TiledBytes.of(elementBytes, list(lengths), tiles);
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}

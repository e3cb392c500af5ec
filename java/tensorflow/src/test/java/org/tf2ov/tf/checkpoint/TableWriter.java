package org.tf2ov.tf.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;
import org.tf2ov.tf.wire.Crc32c;

/// Writes tables with right checksums and any content, to see what a reader says of the content.
final class TableWriter {
    private final Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TableWriter header(BundleHeaderProto.Builder header) {
        entries.put(new byte[0], header.build().toByteArray());
        return this;
    }

    TableWriter header(int shards) {
        return header(BundleHeaderProto.newBuilder().setNumShards(shards));
    }

    TableWriter entry(byte[] key, BundleEntryProto.Builder value) {
        return put(key, value.build().toByteArray());
    }

    TableWriter entry(String key, BundleEntryProto.Builder value) {
        return entry(key.getBytes(StandardCharsets.UTF_8), value);
    }

    TableWriter put(byte[] key, byte[] value) {
        entries.put(key, value);
        return this;
    }

    /// An entry of floats whose checksum is that of `contents`.
    static BundleEntryProto.Builder floats(long offset, byte[] contents, long... shape) {
        BundleEntryProto.Builder entry =
                BundleEntryProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setOffset(offset)
                        .setSize(contents.length)
                        .setCrc32C(Crc32c.mask(Crc32c.of(MemorySegment.ofArray(contents))));
        return entry.setShape(shape(shape));
    }

    static TensorShapeProto.Builder shape(long... shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (long size : shape) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return proto;
    }

    byte[] bytes() {
        return table(List.of(block()), (byte) 0, List.of(lastKey()));
    }

    /// All entries as one block.
    byte[] block() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        entries.forEach((key, value) -> entry(block, 0, key, value));
        return restarts(block);
    }

    private byte[] lastKey() {
        byte[] last = new byte[0];
        for (byte[] key : entries.keySet()) {
            last = key;
        }
        return last;
    }

    void write(Path path) {
        try {
            Files.write(path, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A table of blocks as they are.
    ///
    /// @param limits for each block, a key that is not before its last one
    static byte[] table(List<byte[]> blocks, byte kind, List<byte[]> limits) {
        TableWriter writer = new TableWriter();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        for (int i = 0; i < blocks.size(); i++) {
            entry(index, 0, limits.get(i), writer.block(blocks.get(i), kind));
        }
        byte[] meta = writer.block(restarts(new ByteArrayOutputStream()), (byte) 0);
        byte[] handle = writer.block(restarts(index), (byte) 0);
        ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        footer.put(meta).put(handle).position(40).putLong(0xdb4775248b80fb57L);
        writer.out.writeBytes(footer.array());
        return writer.out.toByteArray();
    }

    private byte[] block(byte[] content, byte kind) {
        byte[] withKind = Arrays.copyOf(content, content.length + 1);
        withKind[content.length] = kind;
        ByteArrayOutputStream handle = new ByteArrayOutputStream();
        varint(handle, out.size());
        varint(handle, content.length);
        out.writeBytes(withKind);
        number(out, Crc32c.mask(Crc32c.of(MemorySegment.ofArray(withKind))));
        return handle.toByteArray();
    }

    static byte[] restarts(ByteArrayOutputStream block) {
        number(block, 0);
        number(block, 1);
        return block.toByteArray();
    }

    static void entry(ByteArrayOutputStream block, long shared, byte[] key, byte[] value) {
        varint(block, shared);
        varint(block, key.length);
        varint(block, value.length);
        block.writeBytes(key);
        block.writeBytes(value);
    }

    static void varint(ByteArrayOutputStream to, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            to.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    private static void number(ByteArrayOutputStream to, int number) {
        to.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }
}

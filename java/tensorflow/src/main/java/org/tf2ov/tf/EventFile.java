package org.tf2ov.tf;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tf.wire.Crc32c;
import org.tf2ov.tf.wire.FieldWriter.Field;
import org.tf2ov.tf.wire.WireWriter;

/// Writes a graph as an events file, which is what TensorBoard shows.
///
///     file   = record…
///     record = size (u64), masked CRC of the size (u32), message, masked CRC of it (u32)
///
/// The first message says which version of the format this is, the second one holds the graph. Both
/// are said to have happened at time 0, so that the same graph gives the same bytes.
///
/// Source: `tensorflow/core/util/event.proto`, `tensorflow/core/lib/io/record_writer.cc`.
public final class EventFile {
    private static final String VERSION = "brain.Event:2";
    private static final Field WALL_TIME = new Field(1, "wall_time");
    private static final Field FILE_VERSION = new Field(3, "file_version");
    private static final Field GRAPH = new Field(4, "graph_def");

    private EventFile() {}

    /// What the file should be called: TensorBoard looks for `tfevents`.
    ///
    /// @param model its name; another graph of that name replaces this one
    public static String name(String model) {
        return "events.out.tfevents.0." + model + ".v2";
    }

    /// Writes the events.
    ///
    /// @throws Tf2ovException if the graph is too large for a protocol buffer, or holds a tensor of
    ///   handles; nothing has been written then
    public static void writeTo(TfGraph graph, OutputStream out) throws IOException {
        long size = GraphDefWriter.size(graph);
        WireWriter version = new WireWriter();
        version.real(WALL_TIME, 0.0);
        version.text(FILE_VERSION, VERSION);
        RecordStream record = new RecordStream(out, version.size());
        version.writeTo(record);
        record.finish();

        WireWriter event = new WireWriter();
        event.real(WALL_TIME, 0.0);
        event.open(GRAPH, size);
        record = new RecordStream(out, event.size() + size);
        event.writeTo(record);
        GraphDefWriter.writeTo(graph, record);
        record.finish();
    }

    /// Sums what is written, between its size and its checksum.
    private static final class RecordStream extends FilterOutputStream {
        private final CRC32C crc = new CRC32C();

        RecordStream(OutputStream out, long size) throws IOException {
            super(out);
            ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            head.putLong(size);
            head.putInt(Crc32c.mask(Crc32c.of(MemorySegment.ofArray(head.array()).asSlice(0, 8))));
            out.write(head.array());
        }

        @Override
        public void write(int octet) throws IOException {
            crc.update(octet);
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            crc.update(bytes, from, length);
            out.write(bytes, from, length);
        }

        void finish() throws IOException {
            ByteBuffer tail = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            out.write(tail.putInt(Crc32c.mask((int) crc.getValue())).array());
        }
    }

    /// The graph without the contents of its larger constants, for those that have more of them
    /// than an events file can hold. What is shown of a graph shows none of them.
    public static TfGraph withoutLargeContents(TfGraph graph, long most) {
        List<TfNode> nodes = new ArrayList<>();
        for (TfNode node : graph.nodes()) {
            Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
            attributes.replaceAll((_, value) -> withoutLargeContents(value, most));
            nodes.add(node.withAttributes(attributes));
        }
        return graph.withNodes(nodes);
    }

    private static TfAttribute withoutLargeContents(TfAttribute value, long most) {
        return value instanceof TfAttribute.Tensor(TfTensor tensor)
                        && tensor.contents() instanceof TfTensor.Numbers(Bytes bytes)
                        && bytes.size() > most
                ? new TfAttribute.Tensor(
                        TfTensor.of(tensor.type(), tensor.shape(), new Bytes.InMemory(new byte[0])))
                : value;
    }
}

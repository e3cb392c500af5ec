package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Event;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.Crc32c;

class EventFileTest {
    @Test
    void holdsTheVersionAndTheGraph() throws IOException {
        TfNode constant = constant(new byte[2000]);
        TfGraph graph =
                new TfGraph(
                        List.of(
                                constant,
                                new TfNode("y", "Relu", List.of(TfEdge.of("c", 0)), Map.of())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        EventFile.writeTo(graph, out);

        ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("brain.Event:2", event(in).getFileVersion());
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        GraphDefWriter.writeTo(graph, expected);
        assertArrayEquals(expected.toByteArray(), event(in).getGraphDef().toByteArray());
        assertFalse(in.hasRemaining());
    }

    private static Event event(ByteBuffer in) throws IOException {
        byte[] size = new byte[8];
        in.get(size);
        assertEquals(Crc32c.mask(Crc32c.of(MemorySegment.ofArray(size))), in.getInt());
        byte[] message =
                new byte[(int) ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        in.get(message);
        assertEquals(Crc32c.mask(Crc32c.of(MemorySegment.ofArray(message))), in.getInt());
        return Event.parseFrom(message);
    }

    @Test
    void largeContentsCanBeLeftOut() {
        TfGraph graph = new TfGraph(List.of(constant(new byte[2000]), constant(new byte[4])));

        List<TfNode> nodes = EventFile.withoutLargeContents(graph, 1024).nodes();

        assertEquals(constant(new byte[4]), nodes.get(1));
        TfTensor emptied = nodes.get(0).tensor("value");
        assertEquals("float[500]", emptied.toString());
        assertEquals(new TfTensor.Numbers(new Bytes.InMemory(new byte[0])), emptied.contents());
    }

    private static TfNode constant(byte[] numbers) {
        return new TfNode(
                "c",
                "Const",
                List.of(),
                Map.of(
                        "value",
                        new TfAttribute.Tensor(
                                TfTensor.of(
                                        DataType.FLOAT,
                                        PartialShape.of(numbers.length / 4),
                                        new Bytes.InMemory(numbers)))));
    }
}

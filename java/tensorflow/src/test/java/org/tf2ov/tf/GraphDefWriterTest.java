package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.OutputException;
import org.tf2ov.problem.Problems;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.WireReader;

/// What is written is what protobuf-java, with TensorFlow's own message classes, and our reader
/// read.
class GraphDefWriterTest {
    /// Names of types that the message classes, of TensorFlow 2.18, do not have.
    private static final Pattern NEWER_TYPES =
            Pattern.compile("DT_FLOAT8_.*NUZ|DT_U?INT[24]_REF|DT_U?INT2");

    private final long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir private Path directory;

    @Test
    void writesWhatIsReadAgain() throws IOException {
        for (int i = 0; i < 300; i++) {
            TfGraph graph = decode(new RandomGraphs(random).graph().toByteArray());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GraphDefWriter.writeTo(graph, out);
            byte[] written = out.toByteArray();

            assertEquals(GraphDefWriter.size(graph), written.length, () -> "seed " + seed);
            assertEquals(
                    MessageTwin.of(graph),
                    MessageTwin.of(GraphDef.parseFrom(written)),
                    () -> "seed " + seed);
            assertEquals(
                    MessageTwin.of(graph), MessageTwin.of(decode(written)), () -> "seed " + seed);
        }
    }

    @Test
    void writesTextThatIsReadAgain() throws IOException {
        Path file = directory.resolve("graph.pbtxt");
        for (int i = 0; i < 100; i++) {
            TfGraph graph = decode(new RandomGraphs(random).graph().toByteArray());
            GraphDefWriter.write(graph, file, true);
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            if (NEWER_TYPES.matcher(text).find()) {
                continue;
            }

            assertEquals(
                    MessageTwin.of(graph),
                    MessageTwin.of(decode(TextFormat.parse(text, GraphDef.class).toByteArray())),
                    () -> "seed " + seed);
        }
    }

    @Test
    void textIsForPeople() throws IOException {
        Path file = directory.resolve("graph.pbtxt");
        TfTensor tensor =
                TfTensor.of(
                        DataType.HALF,
                        PartialShape.of(2, 2),
                        new Bytes.InMemory(new byte[] {0, 60, 0, (byte) 192}));
        TfNode node =
                new TfNode(
                        "c",
                        "Const",
                        List.of(TfEdge.of("x", 1), TfEdge.after("y")),
                        Map.of(
                                "value", new TfAttribute.Tensor(tensor),
                                "f", new TfAttribute.Real(Float.NEGATIVE_INFINITY),
                                "s", new TfAttribute.Text("\"ä\"\n"),
                                "T", new TfAttribute.Type(101)));

        GraphDefWriter.write(
                new TfGraph(List.of(node), List.of(), new TfGraph.Versions(27, 0, List.of())),
                file,
                true);

        assertEquals(
                """
                node {
                  name: "c"
                  op: "Const"
                  input: "x:1"
                  input: "^y"
                  attr {
                    key: "T"
                    value {
                      type: DT_FLOAT_REF
                    }
                  }
                  attr {
                    key: "f"
                    value {
                      f: -inf
                    }
                  }
                  attr {
                    key: "s"
                    value {
                      s: "\\"\\303\\244\\"\\n"
                    }
                  }
                  attr {
                    key: "value"
                    value {
                      tensor {
                        dtype: DT_HALF
                        tensor_shape {
                          dim {
                            size: 2
                          }
                          dim {
                            size: 2
                          }
                        }
                        half_val: 15360
                        half_val: 49152
                      }
                    }
                  }
                }
                versions {
                  producer: 27
                }
                """,
                Files.readString(file));
    }

    @Test
    void tensorsStayInTheirFilesUntilTheyAreCopied() throws IOException {
        byte[] numbers = new byte[(3 << 20) + 8];
        random.nextBytes(numbers);
        Path first = directory.resolve("first.pb");
        GraphDefWriter.write(constant(new Bytes.InMemory(numbers)), first, false);
        TfGraph read = ModelReader.open(ModelSource.of(first)).graph();
        assertTrue(
                ((TfTensor.Numbers) read.nodes().getFirst().tensor("value").contents()).bytes()
                        instanceof Bytes.InFile);

        Path second = directory.resolve("second.pb");
        GraphDefWriter.write(read, second, false);

        assertEquals(-1, Files.mismatch(first, second));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(first, second), files.sorted().toList());
        }
    }

    @Test
    void whatCannotBeWrittenIsTold() throws IOException {
        Path file = directory.resolve("frozen.pb");
        TfNode handles =
                new TfNode(
                        "h",
                        "Const",
                        List.of(),
                        Map.of(
                                "value",
                                new TfAttribute.Tensor(
                                        new TfTensor(
                                                DataType.RESOURCE,
                                                PartialShape.of(1),
                                                new TfTensor.Handles()))));
        Tf2ovException refusal =
                assertThrows(
                        Tf2ovException.class,
                        () -> GraphDefWriter.write(new TfGraph(List.of(handles)), file, false));
        assertEquals(Code.NOT_SUPPORTED, refusal.code());
        assertTrue(
                refusal.getMessage().startsWith("node 'h' (Const): it holds a tensor of handles"),
                refusal.getMessage());

        // Twelve constants with the same bytes of one file.
        Path large = directory.resolve("large");
        try (var channel =
                FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (200L << 20) - 1);
        }
        Bytes bytes = new Bytes.InFile(MappedFile.open(large), 0, 200L << 20);
        List<TfNode> many = Collections.nCopies(12, constant(bytes).nodes().getFirst());
        refusal =
                assertThrows(
                        Tf2ovException.class,
                        () -> GraphDefWriter.write(new TfGraph(many), file, false));
        assertEquals(Code.LIMIT_EXCEEDED, refusal.code());

        assertThrows(
                OutputException.class,
                () -> GraphDefWriter.write(new TfGraph(List.of()), directory, false));
        assertFalse(Files.exists(file));
    }

    private static TfGraph constant(Bytes bytes) {
        TfTensor tensor = TfTensor.of(DataType.FLOAT, PartialShape.of(bytes.size() / 4), bytes);
        return new TfGraph(
                List.of(
                        new TfNode(
                                "c",
                                "Const",
                                List.of(),
                                Map.of(
                                        "dtype", new TfAttribute.Type(DataType.FLOAT),
                                        "value", new TfAttribute.Tensor(tensor)))));
    }

    private static TfGraph decode(byte[] graph) {
        Problems problems = new Problems("graph");
        GraphDecoder decoder = new GraphDecoder(WireReader.of(graph), problems);
        decoder.graph();
        problems.throwIfAny();
        return decoder.build();
    }
}

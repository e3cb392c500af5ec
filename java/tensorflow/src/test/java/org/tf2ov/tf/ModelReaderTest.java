package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class ModelReaderTest {
    @TempDir private Path directory;

    @Test
    void readsNodesInTheOrderOfTheFile() throws IOException {
        TfGraph graph = read(model());

        assertEquals(List.of("x", "w", "y"), graph.nodes().stream().map(TfNode::name).toList());
        TfNode y = graph.node("y").orElseThrow();
        assertEquals("MatMul", y.op());
        assertEquals(List.of(TfEdge.of("x", 0), TfEdge.of("w", 0), TfEdge.after("x")), y.inputs());
        assertEquals(List.of(TfEdge.of("x", 0), TfEdge.of("w", 0)), y.dataInputs());
        assertEquals(true, y.flag("transpose_a"));
        assertEquals(false, y.flag("transpose_b", false));
        assertEquals(org.tf2ov.tf.DataType.FLOAT, y.type("T"));
        assertEquals(PartialShape.of(-1, 2), graph.node("x").orElseThrow().shape("shape"));
        assertEquals(1395, graph.versions().producer());
    }

    @Test
    void tensorContentStaysInTheFile() throws IOException {
        Weights weights = read(model()).node("w").orElseThrow().weights("value");

        assertTrue(
                weights instanceof Weights.Stored(Bytes.InFile _, TensorType type)
                        && type.equals(TensorType.f32(2, 2)));
        assertArrayEquals(new float[] {1, 2, 3, 4}, weights.floats());
    }

    @Test
    void oneElementForManyIsNeverWrittenOut() throws IOException {
        TensorProto.Builder tensor = tensor(DataType.DT_FLOAT, 1L << 20, 1L << 20).addFloatVal(7);
        Weights weights = read(constant(tensor)).node("c").orElseThrow().weights("value");

        assertTrue(weights instanceof Weights.Splat);
        assertEquals(1L << 40, weights.count());
        assertEquals(7, weights.at(1L << 39));
    }

    @Test
    void theLastElementOfAShortListIsRepeated() throws IOException {
        TensorProto.Builder tensor = tensor(DataType.DT_INT16, 5).addIntVal(3).addIntVal(-4);
        Weights weights = read(constant(tensor)).node("c").orElseThrow().weights("value");

        assertArrayEquals(new long[] {3, -4, -4, -4, -4}, weights.longs());
    }

    @Test
    void aTensorWithoutElementsIsZero() throws IOException {
        Weights weights =
                read(constant(tensor(DataType.DT_HALF, 3)))
                        .node("c")
                        .orElseThrow()
                        .weights("value");

        assertArrayEquals(new float[] {0, 0, 0}, weights.floats());
    }

    @Test
    void aLongTailIsRefusedWithTheNode() throws IOException {
        TensorProto.Builder tensor =
                tensor(DataType.DT_FLOAT, 1L << 40).addFloatVal(3).addFloatVal(4);
        TfNode node = read(constant(tensor)).node("c").orElseThrow();

        Tf2ovException e = assertThrows(Tf2ovException.class, () -> node.weights("value"));
        assertEquals(
                "node 'c' (Const): the attribute 'value' is a tensor float[1099511627776]; the file"
                        + " holds only the beginning of it, and writing out the rest would take"
                        + " more than 64 MiB",
                e.getMessage());
        assertEquals(7, e.code().exitCode());
    }

    @Test
    void wrongTensorsAreRefusedWithTheNode() {
        assertRefused(
                constant(
                        tensor(DataType.DT_FLOAT, 2)
                                .setTensorContent(ByteString.copyFrom(new byte[7]))),
                "has 7 bytes of contents, but float[2] takes 8");
        assertRefused(
                constant(
                        tensor(DataType.DT_FLOAT, 2)
                                .setTensorContent(ByteString.copyFrom(new byte[4]))),
                "has 4 bytes of contents, but float[2] takes 8");
        assertRefused(
                constant(tensor(DataType.DT_FLOAT, 1L << 62)),
                "has the shape [4611686018427387904], which is too large for any memory");
        assertRefused(
                constant(tensor(DataType.DT_FLOAT, 1L << 32, 1L << 32)),
                "has the shape [4294967296,4294967296], which is too large for any memory");
        assertRefused(
                constant(tensor(DataType.DT_FLOAT, -1)), "has the dimension -1 in its shape [?]");
        assertRefused(constant(tensor(DataType.DT_FLOAT, -4)), "has a shape with the dimension -4");
        assertRefused(
                constant(tensor(DataType.DT_FLOAT, new long[300])),
                "has a shape of 300 dimensions; 254 are possible");
        assertRefused(
                constant(
                        TensorProto.newBuilder()
                                .setDtype(DataType.DT_FLOAT)
                                .setTensorShape(
                                        TensorShapeProto.newBuilder().setUnknownRank(true))),
                "has a shape of unknown rank");
        assertRefused(
                constant(TensorProto.newBuilder().setDtypeValue(9999)),
                "has the type number 9999, which TensorFlow does not have");
    }

    /// Names with an underscore are annotations; `_output_shapes` of old versions are often wrong.
    @Test
    void wrongAnnotationsAreLeftOut() throws IOException {
        GraphDef graph =
                GraphDef.newBuilder()
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("c")
                                        .setOp("NoOp")
                                        .putAttr(
                                                "_output_shapes",
                                                AttrValue.newBuilder().setShape(shape(-7)).build()))
                        .build();

        assertEquals(java.util.Map.of(), read(graph).node("c").orElseThrow().attributes());
    }

    private void assertRefused(GraphDef graph, String what) {
        Tf2ovException e = assertThrows(Tf2ovException.class, () -> read(graph));
        assertEquals(
                directory.resolve("model.pb")
                        + ": node 'c' (Const): the attribute 'value' is a tensor that "
                        + what,
                e.getMessage());
        assertEquals(3, e.code().exitCode());
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        GraphDef graph =
                GraphDef.newBuilder()
                        .addNode(NodeDef.newBuilder().setName("conv1/weights").setOp("Const"))
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("a")
                                        .setOp("Relu")
                                        .addInput("conv1/weight"))
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("b")
                                        .setOp("Relu")
                                        .addInput("^nowhere:3"))
                        .addNode(NodeDef.newBuilder().setName("a").setOp("Abs"))
                        .addNode(NodeDef.newBuilder().setOp("Abs"))
                        .addNode(NodeDef.newBuilder().setName("c"))
                        .build();

        Tf2ovException e = assertThrows(Tf2ovException.class, () -> read(graph));

        assertEquals(
                """
                model.pb: node 'a' (Abs): another node has the same name
                model.pb: node number 4: the node has no name
                model.pb: node 'c' (): the node has no operation
                model.pb: node 'a' (Relu): the input 'conv1/weight' comes from a node that does not exist. Did you mean 'conv1/weights'?
                model.pb: node 'b' (Relu): the input '^nowhere:3' comes from a node that does not exist\
                """,
                e.problems().stream()
                        .map(Problem::toString)
                        .map(line -> line.replace(directory + "/", ""))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void attributesOfTheWrongKindAreNamed() throws IOException {
        TfNode node = read(model()).node("y").orElseThrow();

        assertEquals(
                "node 'y' (MatMul): the attribute 'T' is a type and should be a list of whole"
                        + " numbers",
                assertThrows(Tf2ovException.class, () -> node.integers("T")).getMessage());
        assertEquals(
                "node 'y' (MatMul): the attribute 'strides' is missing",
                assertThrows(Tf2ovException.class, () -> node.integers("strides")).getMessage());
    }

    @Test
    void everyPrefixIsRefusedWithTheFileOrIsAGraph() throws IOException {
        byte[] whole = model().toByteArray();
        Path file = directory.resolve("model.pb");
        for (int size = 0; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            try {
                ModelReader.read(file);
            } catch (Tf2ovException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    /// Nothing else shows that nodes are missing if what is left is whole.
    @Test
    void aGraphWithoutItsEndIsRemarkedUpon() throws IOException {
        Path file = directory.resolve("model.pb");
        Files.write(file, model().toBuilder().clearVersions().build().toByteArray());
        assertEquals(
                List.of(
                        file
                                + " does not say which version of the format it is of, which"
                                + " stands at the end of what TensorFlow writes: should the file"
                                + " be cut short, nodes are missing."),
                ModelReader.read(file).remarks());
        Files.write(file, model().toByteArray());
        assertEquals(List.of(), ModelReader.read(file).remarks());
    }

    @Test
    void aTruncatedFileIsNamedWithTheOffsetAndTheNode() throws IOException {
        byte[] whole = model().toByteArray();
        Path file = directory.resolve("model.pb");
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));

        assertEquals(
                file
                        + " at byte "
                        + (whole.length - 30)
                        + ": the file is cut short: it ends in the middle of a field, of which 25"
                        + " bytes are missing (after node 'w')",
                assertThrows(Tf2ovException.class, () -> ModelReader.read(file)).getMessage());
    }

    @Test
    void filesOfAnotherKindAreRecognized() throws IOException {
        assertRecognized("", "the file is empty");
        assertRecognized("PK\3\4....", "the end of the archive is missing");
        assertRecognized("PK\5\6....", "this is a zip archive");
        assertRecognized("\u001f\u008b\b", "this is a gzip archive");
        assertRecognized("<!DOCTYPE html><html>404", "this is a web page");
        assertRecognized("  <HTML>", "this is a web page");
        assertRecognized("version https://git-lfs.github.com/spec/v1\noid", "git lfs pull");
        assertRecognized("\u001c\0\0\0TFL3", "this is a TensorFlow Lite model");
        assertRecognized("\b\7\u0012\7pytorch:", "this is an ONNX model");
        assertRecognized("\u0089HDF\r\n\u001a\n", "HDF5");
        assertRecognized("\u0080\4\u0095", "this is a Python pickle");
        assertRecognized(
                "\0\0\0\0W\u00fb\u0080\u008b$uG\u00db",
                "this is a checkpoint, which has the values of variables but no graph. Name the"
                        + " graph by --input_model, and this by --input_checkpoint.");
        assertRecognized(
                "\30\0\0\0\0\0\0\0\1\2\3\4\t\0\0\0\0\0\0\0\0\u001a\rbrain.Event:2",
                "these are events for TensorBoard, not a model");
        assertRecognized("{\"modelTopology\": {}}", "this is a TensorFlow.js model");
        assertRecognized("Dear reader", "this is a text file");
        assertRecognized("\u00ff\u00fen\0o\0d\0e\0", "this is text in UTF-16");
        assertRecognized("\b\1", "there is no MetaGraph in this SavedModel");
        assertRecognized("\b\1\u0012\0", "the graph has no nodes");
        assertRecognized("\42\3\b\u00f3\n", "the graph has no nodes");
    }

    private void assertRecognized(String content, String what) throws IOException {
        Path file = directory.resolve("model.pb");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        String message =
                assertThrows(Tf2ovException.class, () -> ModelReader.read(file)).getMessage();
        assertTrue(
                message.startsWith(file.toString()) && message.contains(what),
                () ->
                        HexFormat.of().formatHex(content.getBytes(StandardCharsets.UTF_8))
                                + ": "
                                + message);
    }

    @Test
    void missingFilesAndDirectoriesAreNamed() {
        assertEquals(
                directory.resolve("no.pb") + ": there is no such file",
                assertThrows(
                                Tf2ovException.class,
                                () -> ModelReader.read(directory.resolve("no.pb")))
                        .getMessage());
        assertEquals(
                directory
                        + ": there is no saved_model.pb in this directory. Such directories are"
                        + " SavedModels.",
                assertThrows(Tf2ovException.class, () -> ModelReader.read(directory)).getMessage());
    }

    private TfGraph read(GraphDef graph) throws IOException {
        Path file = directory.resolve("model.pb");
        Files.write(file, graph.toByteArray());
        return ModelReader.read(file).graph();
    }

    private static GraphDef model() {
        byte[] weights = HexFormat.of().parseHex("0000803f000000400000404000008040");
        return GraphDef.newBuilder()
                .addNode(
                        NodeDef.newBuilder()
                                .setName("x")
                                .setOp("Placeholder")
                                .putAttr("dtype", type())
                                .putAttr(
                                        "shape",
                                        AttrValue.newBuilder().setShape(shape(-1, 2)).build()))
                .addNode(
                        NodeDef.newBuilder()
                                .setName("w")
                                .setOp("Const")
                                .putAttr("dtype", type())
                                .putAttr(
                                        "value",
                                        AttrValue.newBuilder()
                                                .setTensor(
                                                        tensor(DataType.DT_FLOAT, 2, 2)
                                                                .setTensorContent(
                                                                        ByteString.copyFrom(
                                                                                weights)))
                                                .build()))
                .addNode(
                        NodeDef.newBuilder()
                                .setName("y")
                                .setOp("MatMul")
                                .addInput("x")
                                .addInput("w:0")
                                .addInput("^x")
                                .putAttr("T", type())
                                .putAttr("transpose_a", AttrValue.newBuilder().setB(true).build()))
                .setVersions(VersionDef.newBuilder().setProducer(1395))
                .build();
    }

    private static GraphDef constant(TensorProto.Builder value) {
        return GraphDef.newBuilder()
                .addNode(
                        NodeDef.newBuilder()
                                .setName("c")
                                .setOp("Const")
                                .putAttr("value", AttrValue.newBuilder().setTensor(value).build()))
                .build();
    }

    private static TensorProto.Builder tensor(DataType type, long... dimensions) {
        return TensorProto.newBuilder().setDtype(type).setTensorShape(shape(dimensions));
    }

    private static TensorShapeProto shape(long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return shape.build();
    }

    private static AttrValue type() {
        return AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
    }
}

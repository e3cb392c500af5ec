package org.tf2ov.tests;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// A network of TF-Slim with random weights, and what TensorFlow computes with it.
///
/// The fixture holds the frozen graph without its weights; they are made again here by their
/// [Recipe]. Made by `scripts/oracle/slim_models.py`.
record SlimNetwork(String name, Path folder, Json description) {
    private static final Path FIXTURES = Path.of("src/test/resources/slim");

    static SlimNetwork named(String name) throws IOException {
        return in(FIXTURES, name);
    }

    /// A network of another folder of fixtures.
    static SlimNetwork in(Path fixtures, String name) throws IOException {
        Path folder = fixtures.resolve(name);
        return new SlimNetwork(
                name, folder, Json.parse(Files.readString(folder.resolve("case.json"))));
    }

    String inputName() {
        return description.at("input").at("name").text();
    }

    long[] inputShape() {
        return description.at("input").at("shape").longs();
    }

    /// The values to feed, channels-last.
    float[] input() {
        Json input = description.at("input");
        long count = java.util.Arrays.stream(inputShape()).reduce(1, Math::multiplyExact);
        float[] values = new float[(int) count];
        byte[] bytes = new byte[values.length * Float.BYTES];
        recipe(input.at("seed").integer(), input.at("range").doubles())
                .fill(MemorySegment.ofArray(bytes), count);
        MemorySegment.copy(
                MemorySegment.ofArray(bytes),
                org.tf2ov.tensor.Elements.FLOAT,
                0,
                values,
                0,
                values.length);
        return values;
    }

    /// Names of the expected outputs with their values.
    Map<String, Npy> expected() throws IOException {
        Map<String, Npy> expected = new java.util.LinkedHashMap<>();
        for (Json output : description.at("outputs").list()) {
            expected.put(
                    output.at("name").text(),
                    Npy.parse(Files.readAllBytes(folder.resolve(output.at("file").text()))));
        }
        return expected;
    }

    /// Writes the whole frozen graph.
    void inflate(Path file) throws IOException {
        inflate(file, node -> node);
    }

    /// Writes the whole frozen graph with each node as it is then made.
    void inflate(Path file, UnaryOperator<NodeDef> change) throws IOException {
        GraphDef skeleton;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(folder.resolve("skeleton.pb.gz")))) {
            skeleton = GraphDef.parseFrom(in);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 20);
            for (NodeDef node : skeleton.getNodeList()) {
                coded.writeMessage(GraphDef.NODE_FIELD_NUMBER, change.apply(inflate(node)));
            }
            skeleton.toBuilder().clearNode().build().writeTo(coded);
            coded.flush();
        }
    }

    private static NodeDef inflate(NodeDef node) {
        if (!node.containsAttr("_tf2ov_seed")) {
            return node;
        }
        AttrValue value = node.getAttrOrThrow("value");
        List<Float> range = node.getAttrOrThrow("_tf2ov_range").getList().getFList();
        long count = 1;
        for (TensorShapeProto.Dim dim : value.getTensor().getTensorShape().getDimList()) {
            count *= dim.getSize();
        }
        byte[] content = new byte[Math.toIntExact(count * Float.BYTES)];
        new Recipe(node.getAttrOrThrow("_tf2ov_seed").getI(), range.get(0), range.get(1))
                .fill(MemorySegment.ofArray(content), count);
        TensorProto tensor =
                value.getTensor().toBuilder()
                        .setTensorContent(
                                com.google.protobuf.UnsafeByteOperations.unsafeWrap(content))
                        .build();
        return node.toBuilder()
                .removeAttr("_tf2ov_seed")
                .removeAttr("_tf2ov_range")
                .putAttr("value", value.toBuilder().setTensor(tensor).build())
                .build();
    }

    private static Recipe recipe(long seed, double[] range) {
        return new Recipe(seed, (float) range[0], (float) range[1]);
    }
}

package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.graph.GraphText;
import org.tf2ov.graph.Op;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;

/// The README shows one small model through every stage; this is where that text comes from.
///
/// Stages that find nothing to do are left out. `-Dtour=write` writes it into the README.
class ArchitectureTourTest {
    private static final Path README = Path.of("../README.md");
    private static final String BEGIN = "<!-- tour:begin -->\n";
    private static final String END = "<!-- tour:end -->";

    @TempDir private Path folder;

    @Test
    void theReadmeShowsEveryStageThatChangesTheGraph() throws IOException {
        Path model = Files.write(folder.resolve("tour.pb"), model().toByteArray());
        StringBuilder tour = new StringBuilder();
        String[] last = {""};
        Converter.stages(
                ModelReader.read(ModelSource.of(model)),
                ConvertOptions.DEFAULT,
                (stage, graph) -> {
                    String text = graph.toString();
                    assertEquals(
                            text,
                            GraphText.parse(text, ArchitectureTourTest::operation).toString(),
                            "the text parses back");
                    if (text.equals(last[0])) {
                        return;
                    }
                    last[0] = text;
                    tour.append("`")
                            .append(stage)
                            .append("`\n\n")
                            .append(
                                    text.replace(folder + "/", "")
                                            .lines()
                                            .map(line -> "    " + line)
                                            .collect(Collectors.joining("\n")))
                            .append("\n\n");
                });
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if ("write".equals(System.getProperty("tour"))) {
            Files.writeString(README, readme.substring(0, begin) + tour + readme.substring(end));
        } else {
            assertEquals(tour.toString(), readme.substring(begin, end));
        }
    }

    private static Class<? extends Op> operation(String name) {
        try {
            return Class.forName("org.tf2ov.ov.op." + name).asSubclass(Op.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no operation " + name, e);
        }
    }

    private static GraphDef model() {
        return GraphDef.newBuilder()
                .addNode(
                        NodeDef.newBuilder()
                                .setName("image")
                                .setOp("Placeholder")
                                .putAttr("dtype", type())
                                .putAttr(
                                        "shape",
                                        AttrValue.newBuilder().setShape(shape(1, 8, 8, 3)).build()))
                .addNode(constant("filters", 3, 3, 3, 2))
                .addNode(constant("gamma", 2))
                .addNode(constant("beta", 2))
                .addNode(constant("mean", 2))
                .addNode(constant("variance", 2))
                .addNode(
                        NodeDef.newBuilder()
                                .setName("conv")
                                .setOp("Conv2D")
                                .addAllInput(List.of("image", "filters"))
                                .putAttr("padding", text("SAME"))
                                .putAttr(
                                        "strides",
                                        AttrValue.newBuilder()
                                                .setList(
                                                        AttrValue.ListValue.newBuilder()
                                                                .addAllI(List.of(1L, 2L, 2L, 1L)))
                                                .build()))
                .addNode(
                        NodeDef.newBuilder()
                                .setName("norm")
                                .setOp("FusedBatchNormV3")
                                .addAllInput(List.of("conv", "gamma", "beta", "mean", "variance"))
                                .putAttr("is_training", AttrValue.newBuilder().setB(false).build())
                                .putAttr("epsilon", AttrValue.newBuilder().setF(0.001f).build()))
                .addNode(NodeDef.newBuilder().setName("relu").setOp("Relu").addInput("norm"))
                .build();
    }

    private static NodeDef constant(String name, int... dimensions) {
        int count = java.util.Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
        ByteBuffer content = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            content.putFloat(1 + i % 5 * 0.25f);
        }
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr("dtype", type())
                .putAttr(
                        "value",
                        AttrValue.newBuilder()
                                .setTensor(
                                        TensorProto.newBuilder()
                                                .setDtype(DataType.DT_FLOAT)
                                                .setTensorShape(shape(dimensions))
                                                .setTensorContent(
                                                        ByteString.copyFrom(content.array())))
                                .build())
                .build();
    }

    private static AttrValue type() {
        return AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
    }

    private static AttrValue text(String value) {
        return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
    }

    private static TensorShapeProto shape(int... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int dimension : dimensions) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return shape.build();
    }
}

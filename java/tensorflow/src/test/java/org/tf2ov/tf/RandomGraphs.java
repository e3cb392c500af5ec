package org.tf2ov.tf;

import com.google.protobuf.ByteString;
import java.util.Random;
import java.util.function.Supplier;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/// Graphs that mean nothing but that use every field, as TensorFlow's own message classes.
final class RandomGraphs {
    private static final DataType[] NUMBERS = {
        DataType.DT_FLOAT,
        DataType.DT_DOUBLE,
        DataType.DT_INT32,
        DataType.DT_UINT8,
        DataType.DT_INT16,
        DataType.DT_INT8,
        DataType.DT_COMPLEX64,
        DataType.DT_INT64,
        DataType.DT_BOOL,
        DataType.DT_QINT8,
        DataType.DT_BFLOAT16,
        DataType.DT_UINT16,
        DataType.DT_COMPLEX128,
        DataType.DT_HALF,
        DataType.DT_UINT32,
        DataType.DT_UINT64,
        DataType.DT_STRING
    };

    private final Random random;

    RandomGraphs(Random random) {
        this.random = random;
    }

    GraphDef graph() {
        GraphDef.Builder graph = GraphDef.newBuilder();
        int nodes = 1 + random.nextInt(6);
        for (int i = 0; i < nodes; i++) {
            graph.addNode(node("n" + i, i));
        }
        if (random.nextInt(3) == 0) {
            FunctionDefLibrary.Builder library = graph.getLibraryBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                library.addFunction(function("f" + i));
            }
        }
        if (random.nextBoolean()) {
            graph.setVersions(
                    VersionDef.newBuilder()
                            .setProducer(random.nextInt(2000))
                            .setMinConsumer(random.nextInt(20))
                            .addBadConsumers(random.nextInt()));
        }
        return graph.build();
    }

    private NodeDef node(String name, int index) {
        NodeDef.Builder node =
                NodeDef.newBuilder().setName(name).setOp(word()).setDevice(maybe(this::word));
        for (int i = index == 0 ? 0 : random.nextInt(4); i > 0; i--) {
            String source = "n" + random.nextInt(index);
            node.addInput(
                    switch (random.nextInt(3)) {
                        case 0 -> source;
                        case 1 -> source + ":" + random.nextInt(300);
                        default -> "^" + source;
                    });
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            node.putAttr(word(), attribute(0));
        }
        return node.build();
    }

    private FunctionDef function(String name) {
        return FunctionDef.newBuilder()
                .setSignature(
                        OpDef.newBuilder()
                                .setName(name)
                                .addInputArg(
                                        OpDef.ArgDef.newBuilder()
                                                .setName("x")
                                                .setType(DataType.DT_FLOAT)
                                                .setNumberAttr(maybe(this::word)))
                                .addOutputArg(
                                        OpDef.ArgDef.newBuilder()
                                                .setName("y")
                                                .setTypeAttr("T")
                                                .setIsRef(random.nextBoolean()))
                                .addAttr(
                                        OpDef.AttrDef.newBuilder()
                                                .setName("T")
                                                .setType("type")
                                                .setDefaultValue(attribute(2)))
                                .setIsStateful(random.nextBoolean())
                                .addControlOutput("done"))
                .addNodeDef(
                        NodeDef.newBuilder()
                                .setName("n0")
                                .setOp("Relu")
                                .addInput("x")
                                .putAttr("T", AttrValue.newBuilder().setPlaceholder("T").build()))
                .addNodeDef(
                        NodeDef.newBuilder()
                                .setName("n1")
                                .setOp("Split")
                                .addInput("n0:activations:0")
                                .addInput("^n0"))
                .putRet("y", "n1:output:" + random.nextInt(5))
                .putControlRet("done", "n1")
                .putAttr("a", attribute(1))
                .putArgAttr(
                        random.nextInt(3),
                        FunctionDef.ArgAttrs.newBuilder().putAttr("b", attribute(1)).build())
                .build();
    }

    AttrValue attribute(int depth) {
        AttrValue.Builder value = AttrValue.newBuilder();
        switch (random.nextInt(depth > 3 ? 8 : 10)) {
            case 0 -> value.setS(bytes(12));
            case 1 -> value.setI(random.nextLong() >> random.nextInt(64));
            case 2 -> value.setF(random.nextFloat());
            case 3 -> value.setB(random.nextBoolean());
            case 4 -> value.setTypeValue(random.nextInt(140));
            case 5 -> value.setShape(shape(true));
            case 6 -> value.setTensor(tensor());
            case 7 -> value.setPlaceholder(word());
            case 8 -> value.setFunc(call(depth));
            default -> value.setList(list(depth));
        }
        return value.build();
    }

    private NameAttrList call(int depth) {
        NameAttrList.Builder call = NameAttrList.newBuilder().setName(word());
        for (int i = random.nextInt(3); i > 0; i--) {
            call.putAttr(word(), attribute(depth + 1));
        }
        return call.build();
    }

    private AttrValue.ListValue list(int depth) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        int kind = random.nextInt(8);
        for (int i = random.nextInt(20); i > 0; i--) {
            switch (kind) {
                case 0 -> list.addS(bytes(8));
                case 1 -> list.addI(random.nextLong() >> random.nextInt(64));
                case 2 -> list.addF(random.nextFloat());
                case 3 -> list.addB(random.nextBoolean());
                case 4 -> list.addTypeValue(random.nextInt(140));
                case 5 -> list.addShape(shape(true));
                case 6 -> list.addTensor(tensor());
                default -> list.addFunc(call(depth + 2));
            }
        }
        return list.build();
    }

    private TensorShapeProto shape(boolean partial) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        if (partial && random.nextInt(5) == 0) {
            return shape.setUnknownRank(true).build();
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            shape.addDim(
                    TensorShapeProto.Dim.newBuilder()
                            .setSize(random.nextInt(5) - (partial ? 1 : 0))
                            .setName(maybe(this::word)));
        }
        return shape.build();
    }

    TensorProto tensor() {
        TensorProto.Builder tensor = TensorProto.newBuilder();
        DataType type = NUMBERS[random.nextInt(NUMBERS.length)];
        TensorShapeProto shape = shape(false);
        tensor.setDtype(type).setTensorShape(shape);
        int count = 1;
        for (TensorShapeProto.Dim dimension : shape.getDimList()) {
            count *= (int) dimension.getSize();
        }
        int given =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 2 -> random.nextInt(count + 1);
                    default -> count;
                };
        if (type != DataType.DT_STRING && random.nextInt(3) == 0) {
            int size = org.tf2ov.tf.DataType.ofNumber(type.getNumber()).orElseThrow().bytes();
            byte[] content = new byte[count * size];
            random.nextBytes(content);
            return tensor.setTensorContent(ByteString.copyFrom(content)).build();
        }
        for (int i = 0; i < given; i++) {
            switch (type) {
                case DT_FLOAT -> tensor.addFloatVal(random.nextFloat());
                case DT_DOUBLE -> tensor.addDoubleVal(random.nextDouble());
                case DT_COMPLEX64 ->
                        tensor.addScomplexVal(random.nextFloat())
                                .addScomplexVal(random.nextFloat());
                case DT_COMPLEX128 ->
                        tensor.addDcomplexVal(random.nextDouble())
                                .addDcomplexVal(random.nextDouble());
                case DT_INT64 -> tensor.addInt64Val(random.nextLong());
                case DT_BOOL -> tensor.addBoolVal(random.nextBoolean());
                case DT_BFLOAT16, DT_HALF -> tensor.addHalfVal(random.nextInt(65536));
                case DT_UINT32 -> tensor.addUint32Val(random.nextInt());
                case DT_UINT64 -> tensor.addUint64Val(random.nextLong());
                case DT_STRING -> tensor.addStringVal(bytes(9));
                default -> tensor.addIntVal(random.nextInt());
            }
        }
        return tensor.build();
    }

    private String maybe(Supplier<String> text) {
        return random.nextBoolean() ? text.get() : "";
    }

    private String word() {
        String[] words = {"Conv2D", "T", "strides", "ß", "héllo", "\u2603", "a/b/c_1", "Arg"};
        return words[random.nextInt(words.length)] + random.nextInt(10);
    }

    private ByteString bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}

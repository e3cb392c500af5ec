package org.tf2ov.tf;

import com.google.protobuf.ByteString;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Says in the same words what a message of protobuf-java and what our own reader holds, so that
/// the two can be compared.
final class MessageTwin {
    private MessageTwin() {}

    static String of(GraphDef graph) {
        StringBuilder text = new StringBuilder();
        graph.getNodeList().forEach(node -> text.append(node(node, TfEdge::parse)).append('\n'));
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            OpDef signature = function.getSignature();
            text.append("function ").append(signature.getName()).append(signature.getIsStateful());
            signature.getInputArgList().forEach(argument -> text.append(argument(argument)));
            signature.getOutputArgList().forEach(argument -> text.append(argument(argument)));
            text.append(signature.getControlOutputList());
            signature
                    .getAttrList()
                    .forEach(attr ->
                            text.append(attr.getName())
                                    .append(attr.getType())
                                    .append(value(attr.getDefaultValue())));
            function.getNodeDefList()
                    .forEach(node ->
                            text.append("  " + node(node, TfEdge::parseInFunction)).append('\n'));
            Map<String, String> returns = new TreeMap<>();
            function.getRetMap().forEach((key, edge) -> returns.put(key, inFunction(edge)));
            text.append(returns).append(new TreeMap<>(function.getControlRetMap()));
            text.append(attributes(function.getAttrMap()));
            new TreeMap<>(function.getArgAttrMap())
                    .forEach((index, attrs) ->
                            text.append(index).append(attributes(attrs.getAttrMap())));
            text.append('\n');
        }
        return text.append(graph.getVersions().getProducer())
                .append(' ')
                .append(graph.getVersions().getMinConsumer())
                .append(graph.getVersions().getBadConsumersList())
                .toString();
    }

    static String of(TfGraph graph) {
        StringBuilder text = new StringBuilder();
        graph.nodes().forEach(node -> text.append(node(node)).append('\n'));
        for (TfFunction function : graph.functions().values()) {
            text.append("function ").append(function.name()).append(function.stateful());
            function.inputs().forEach(argument -> text.append(argument(argument)));
            function.outputs().forEach(argument -> text.append(argument(argument)));
            text.append(function.controlOutputs());
            function.parameters()
                    .forEach(parameter ->
                            text.append(parameter.name())
                                    .append(parameter.kind())
                                    .append(
                                            parameter
                                                    .otherwise()
                                                    .map(MessageTwin::value)
                                                    .orElse("nothing")));
            function.nodes().forEach(node -> text.append("  " + node(node)).append('\n'));
            text.append(function.returns()).append(function.controlReturns());
            text.append(attributes(function.attributes()));
            function.argumentAttributes()
                    .forEach((index, attrs) -> text.append(index).append(attributes(attrs)));
            text.append('\n');
        }
        return text.append(graph.versions().producer())
                .append(' ')
                .append(graph.versions().minConsumer())
                .append(graph.versions().badConsumers())
                .toString();
    }

    private static String node(NodeDef node, Function<String, TfEdge> edge) {
        return node.getName()
                + "="
                + node.getOp()
                + node.getInputList().stream().map(edge).toList()
                + node.getDevice()
                + attributes(node.getAttrMap());
    }

    private static String node(TfNode node) {
        return node.name()
                + "="
                + node.op()
                + node.inputs()
                + node.device()
                + attributes(node.attributes());
    }

    private static String inFunction(String edge) {
        return TfEdge.parseInFunction(edge).toString();
    }

    private static String argument(OpDef.ArgDef argument) {
        return argument.getName()
                + argument.getTypeValue()
                + argument.getTypeAttr()
                + argument.getNumberAttr()
                + argument.getTypeListAttr()
                + argument.getIsRef();
    }

    private static String argument(TfFunction.Argument argument) {
        return argument.name()
                + argument.type()
                + argument.typeAttribute()
                + argument.numberAttribute()
                + argument.typeListAttribute()
                + argument.reference();
    }

    private static String attributes(Map<String, ?> attributes) {
        StringBuilder text = new StringBuilder("{");
        new TreeMap<String, Object>(attributes)
                .forEach((name, value) -> {
                    String said =
                            value instanceof AttrValue theirs
                                    ? value(theirs)
                                    : value((TfAttribute) value);
                    if (!said.equals("nothing")) {
                        text.append(name).append('=').append(said).append(", ");
                    }
                });
        return text + "}";
    }

    static String value(AttrValue value) {
        return switch (value.getValueCase()) {
            case S -> hex(value.getS());
            case I -> value.getI() + "L";
            case F -> Integer.toHexString(Float.floatToRawIntBits(value.getF()));
            case B -> "" + value.getB();
            case TYPE -> "type " + value.getTypeValue();
            case SHAPE -> shape(value.getShape());
            case TENSOR -> tensor(value.getTensor());
            case PLACEHOLDER -> "$" + value.getPlaceholder();
            case FUNC -> call(value.getFunc());
            case LIST -> {
                AttrValue.ListValue list = value.getList();
                yield list.getSList().stream().map(MessageTwin::hex).toList()
                        + ("" + list.getIList())
                        + list.getFList().stream().map(Float::floatToRawIntBits).toList()
                        + list.getBList()
                        + list.getTypeValueList()
                        + list.getShapeList().stream().map(MessageTwin::shape).toList()
                        + list.getTensorList().stream().map(MessageTwin::tensor).toList()
                        + list.getFuncList().stream().map(MessageTwin::call).toList();
            }
            case VALUE_NOT_SET -> "nothing";
        };
    }

    static String value(TfAttribute value) {
        return switch (value) {
            case TfAttribute.Text text -> hex(ByteString.copyFrom(text.bytes()));
            case TfAttribute.Whole(long number) -> number + "L";
            case TfAttribute.Real(float number) ->
                    Integer.toHexString(Float.floatToRawIntBits(number));
            case TfAttribute.Flag(boolean flag) -> "" + flag;
            case TfAttribute.Type(int number) -> "type " + number;
            case TfAttribute.Shape(PartialShape shape) -> shape(shape);
            case TfAttribute.Tensor(TfTensor tensor) -> tensor(tensor);
            case TfAttribute.Placeholder(String name) -> "$" + name;
            case TfAttribute.Function call -> call(call);
            case TfAttribute.Items list ->
                    list.texts().stream().map(MessageTwin::value).toList()
                            + ("" + list.integers())
                            + list.reals().stream().map(Float::floatToRawIntBits).toList()
                            + list.flags()
                            + list.types()
                            + list.shapes().stream().map(MessageTwin::shape).toList()
                            + list.tensors().stream().map(MessageTwin::tensor).toList()
                            + list.functions().stream().map(MessageTwin::call).toList();
        };
    }

    private static String call(NameAttrList call) {
        return call.getName() + attributes(call.getAttrMap());
    }

    private static String call(TfAttribute.Function call) {
        return call.name() + attributes(call.attributes());
    }

    private static String shape(TensorShapeProto shape) {
        return shape.getUnknownRank()
                ? "?"
                : "" + shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    }

    static String shape(PartialShape shape) {
        return shape.known()
                .map(all -> "" + all.stream().map(MessageTwin::size).toList())
                .orElse("?");
    }

    private static long size(Dimension dimension) {
        return dimension.isStatic() ? dimension.value() : -1;
    }

    // Tensors, by those of their elements that the file holds

    private static String tensor(TensorProto tensor) {
        DataType type = DataType.ofNumber(tensor.getDtypeValue()).orElseThrow();
        String head = type + shape(tensor.getTensorShape());
        if (type == DataType.RESOURCE || type == DataType.VARIANT) {
            return head;
        }
        long count =
                tensor.getTensorShape().getDimList().stream()
                        .mapToLong(TensorShapeProto.Dim::getSize)
                        .reduce(1, (a, b) -> a * b);
        if (type == DataType.STRING) {
            if (!tensor.getTensorContent().isEmpty()) {
                throw new UnsupportedOperationException("texts in tensor_content");
            }
            return head
                    + tensor.getStringValList().stream()
                            .limit(count)
                            .map(MessageTwin::hex)
                            .toList();
        }
        if (!tensor.getTensorContent().isEmpty()) {
            return head + hex(tensor.getTensorContent());
        }
        if (type.name().startsWith("FLOAT8")) {
            ByteString all = tensor.getFloat8Val();
            return head + hex(all.substring(0, (int) Math.min(count, all.size())));
        }
        int given = (int) Math.min(count, values(tensor, type));
        ByteBuffer all = ByteBuffer.allocate(given * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < given; at++) {
            switch (type) {
                case FLOAT -> all.putFloat(tensor.getFloatVal(at));
                case DOUBLE -> all.putDouble(tensor.getDoubleVal(at));
                case INT64 -> all.putLong(tensor.getInt64Val(at));
                case BOOL -> all.put((byte) (tensor.getBoolVal(at) ? 1 : 0));
                case HALF, BFLOAT16 -> all.putShort((short) tensor.getHalfVal(at));
                case UINT32 -> all.putInt(tensor.getUint32Val(at));
                case UINT64 -> all.putLong(tensor.getUint64Val(at));
                case COMPLEX64 ->
                        all.putFloat(tensor.getScomplexVal(2 * at))
                                .putFloat(tensor.getScomplexVal(2 * at + 1));
                case COMPLEX128 ->
                        all.putDouble(tensor.getDcomplexVal(2 * at))
                                .putDouble(tensor.getDcomplexVal(2 * at + 1));
                case INT32, QINT32 -> all.putInt(tensor.getIntVal(at));
                case INT16, UINT16, QINT16, QUINT16 -> all.putShort((short) tensor.getIntVal(at));
                default -> all.put((byte) tensor.getIntVal(at));
            }
        }
        return head + hex(ByteString.copyFrom(all.array()));
    }

    private static int values(TensorProto tensor, DataType type) {
        return switch (type) {
            case FLOAT -> tensor.getFloatValCount();
            case DOUBLE -> tensor.getDoubleValCount();
            case INT64 -> tensor.getInt64ValCount();
            case BOOL -> tensor.getBoolValCount();
            case HALF, BFLOAT16 -> tensor.getHalfValCount();
            case UINT32 -> tensor.getUint32ValCount();
            case UINT64 -> tensor.getUint64ValCount();
            case COMPLEX64 -> tensor.getScomplexValCount() / 2;
            case COMPLEX128 -> tensor.getDcomplexValCount() / 2;
            default -> tensor.getIntValCount();
        };
    }

    private static String tensor(TfTensor tensor) {
        String head = tensor.type() + shape(tensor.shape());
        return switch (tensor.contents()) {
            case TfTensor.Texts(List<byte[]> texts) ->
                    head + texts.stream().map(ByteString::copyFrom).map(MessageTwin::hex).toList();
            case TfTensor.Handles _ -> head;
            case TfTensor.Numbers(Bytes bytes) ->
                    head + HexFormat.of().formatHex(bytes.segment().toArray(ValueLayout.JAVA_BYTE));
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}

package org.tf2ov.tf;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/// Says in the same words what a `MetaGraphDef` of protobuf-java and what our own reader holds.
final class MetaGraphTwin {
    private static final Set<String> OPERATIONS =
            Set.of("__saved_model_init_op", "__saved_model_train_op");

    private MetaGraphTwin() {}

    static String of(MetaGraphDef graph) {
        StringBuilder text = new StringBuilder();
        text.append(new TreeSet<>(graph.getMetaInfoDef().getTagsList()))
                .append(graph.getMetaInfoDef().getTensorflowVersion())
                .append('\n')
                .append(MessageTwin.of(graph.getGraphDef()))
                .append('\n');
        if (graph.hasSaverDef()) {
            text.append(graph.getSaverDef().getFilenameTensorName())
                    .append(' ')
                    .append(graph.getSaverDef().getSaveTensorName())
                    .append(' ')
                    .append(graph.getSaverDef().getRestoreOpName());
        }
        new TreeMap<>(graph.getCollectionDefMap())
                .forEach((name, collection) ->
                        text.append('\n').append(name).append(collection(collection)));
        new TreeMap<>(graph.getSignatureDefMap())
                .forEach((name, signature) -> {
                    if (!OPERATIONS.contains(name)) {
                        text.append('\n').append(name).append(signature(signature));
                    }
                });
        graph.getAssetFileDefList()
                .forEach(asset ->
                        text.append('\n')
                                .append(
                                        asset.getTensorInfo().getEncodingCase()
                                                        == TensorInfo.EncodingCase.NAME
                                                ? asset.getTensorInfo().getName()
                                                : "")
                                .append(' ')
                                .append(asset.getFilename()));
        if (graph.hasObjectGraphDef()) {
            graph.getObjectGraphDef().getNodesList().forEach(node -> text.append(object(node)));
            new TreeMap<>(graph.getObjectGraphDef().getConcreteFunctionsMap())
                    .forEach((name, function) ->
                            text.append('\n').append(name).append(function.getBoundInputsList()));
        }
        return text.toString();
    }

    static String of(MetaGraph graph) {
        StringBuilder text = new StringBuilder();
        text.append(graph.tags())
                .append(graph.writer())
                .append('\n')
                .append(MessageTwin.of(graph.graph()))
                .append('\n');
        graph.saver()
                .ifPresent(saver ->
                        text.append(saver.filename())
                                .append(' ')
                                .append(saver.save())
                                .append(' ')
                                .append(saver.restore()));
        graph.collections()
                .forEach((name, collection) ->
                        text.append('\n')
                                .append(name)
                                .append(collection.names())
                                .append(
                                        collection.messages().stream()
                                                .map(HexFormat.of()::formatHex)
                                                .toList()));
        graph.signatures()
                .forEach((name, signature) ->
                        text.append('\n')
                                .append(name)
                                .append(signature.method())
                                .append(ports(signature.inputs()))
                                .append(ports(signature.outputs())));
        graph.assets()
                .forEach(asset ->
                        text.append('\n').append(asset.tensor()).append(' ').append(asset.file()));
        graph.objects()
                .ifPresent(objects -> {
                    objects.nodes()
                            .forEach(node ->
                                    text.append('\n')
                                            .append(node.children())
                                            .append(node.kind())
                                            .append(node.variable()));
                    objects.captures()
                            .forEach((name, captured) ->
                                    text.append('\n').append(name).append(captured));
                });
        return text.toString();
    }

    private static String collection(CollectionDef collection) {
        return switch (collection.getKindCase()) {
            case NODE_LIST -> collection.getNodeList().getValueList() + "[]";
            case BYTES_LIST -> "[]" + hex(collection.getBytesList().getValueList());
            case INT64_LIST -> collection.getInt64List().getValueList() + "[]";
            case FLOAT_LIST -> collection.getFloatList().getValueList() + "[]";
            case ANY_LIST ->
                    "[]"
                            + hex(
                                    collection.getAnyList().getValueList().stream()
                                            .map(com.google.protobuf.Any::getValue)
                                            .toList());
            case KIND_NOT_SET -> "[][]";
        };
    }

    private static String hex(List<ByteString> all) {
        return ""
                + all.stream().map(bytes -> HexFormat.of().formatHex(bytes.toByteArray())).toList();
    }

    // Signatures

    private static String signature(SignatureDef signature) {
        Map<String, String> inputs = new LinkedHashMap<>();
        new TreeMap<>(signature.getInputsMap())
                .forEach((key, tensor) -> ports(key, tensor, inputs));
        Map<String, String> outputs = new LinkedHashMap<>();
        new TreeMap<>(signature.getOutputsMap())
                .forEach((key, tensor) -> ports(key, tensor, outputs));
        return signature.getMethodName() + inputs + outputs;
    }

    private static void ports(String key, TensorInfo tensor, Map<String, String> ports) {
        switch (tensor.getEncodingCase()) {
            case COO_SPARSE -> {
                ports.put(
                        key + "/dense_shape",
                        tensor.getCooSparse().getDenseShapeTensorName() + " int64[-1]");
                ports.put(
                        key + "/indices",
                        tensor.getCooSparse().getIndicesTensorName() + " int64[-1, -1]");
                ports.put(
                        key + "/values",
                        tensor.getCooSparse().getValuesTensorName() + " " + type(tensor) + "[-1]");
            }
            case COMPOSITE_TENSOR -> {
                for (int i = 0; i < tensor.getCompositeTensor().getComponentsCount(); i++) {
                    ports(key + "/" + i, tensor.getCompositeTensor().getComponents(i), ports);
                }
            }
            case NAME, ENCODING_NOT_SET ->
                    ports.put(
                            key,
                            tensor.getName() + " " + type(tensor) + shape(tensor.getTensorShape()));
        }
    }

    private static DataType type(TensorInfo tensor) {
        return DataType.ofNumber(tensor.getDtypeValue()).orElseThrow();
    }

    private static String shape(TensorShapeProto shape) {
        return shape.getUnknownRank()
                ? "?"
                : "" + shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    }

    private static Map<String, String> ports(Map<String, Signature.Port> ports) {
        Map<String, String> said = new LinkedHashMap<>();
        ports.forEach((key, port) ->
                said.put(key, port.tensor() + " " + port.type() + MessageTwin.shape(port.shape())));
        return said;
    }

    // Objects

    private static String object(SavedObject object) {
        Map<String, Integer> children = new TreeMap<>();
        object.getChildrenList()
                .forEach(child -> children.put(child.getLocalName(), child.getNodeId()));
        ObjectGraph.Kind kind =
                switch (object.getKindCase()) {
                    case USER_OBJECT -> ObjectGraph.Kind.USER_OBJECT;
                    case ASSET -> ObjectGraph.Kind.ASSET;
                    case FUNCTION -> ObjectGraph.Kind.FUNCTION;
                    case VARIABLE -> ObjectGraph.Kind.VARIABLE;
                    case BARE_CONCRETE_FUNCTION -> ObjectGraph.Kind.BARE_FUNCTION;
                    case CONSTANT -> ObjectGraph.Kind.CONSTANT;
                    case RESOURCE -> ObjectGraph.Kind.RESOURCE;
                    case CAPTURED_TENSOR -> ObjectGraph.Kind.CAPTURED_TENSOR;
                    case KIND_NOT_SET -> ObjectGraph.Kind.NOTHING;
                };
        return "\n" + children + kind + object.getVariable().getName();
    }
}

package org.tf2ov.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tf2ov.problem.Problems;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.ShapeParts;
import org.tf2ov.tf.wire.WireReader;

/// Decodes a `MetaGraphDef` in one walk over its bytes; its graph is read by [GraphDecoder].
///
/// Source: `tensorflow/core/protobuf/meta_graph.proto`, `saver.proto`, `saved_object_graph.proto`.
final class MetaGraphDecoder {
    /// Names of signatures that stand for operations to run, not for something to compute.
    private static final Set<String> OPERATIONS =
            Set.of("__saved_model_init_op", "__saved_model_train_op");

    private static final int BYTES = WireReader.BYTES;
    private static final int VARINT = WireReader.VARINT;
    private static final int FIXED32 = WireReader.FIXED32;

    private final WireReader in;
    private final Problems problems;
    private final GraphDecoder graph;

    private final Set<String> tags = new TreeSet<>();
    private String writer = "";
    private SaverParts saver;
    private final Map<String, MetaGraph.Collection> collections = new TreeMap<>();
    private final Map<String, Signature> signatures = new TreeMap<>();
    private final List<MetaGraph.Asset> assets = new ArrayList<>();
    private ObjectParts objects;

    MetaGraphDecoder(WireReader in, Problems problems) {
        this.in = in;
        this.problems = problems;
        this.graph = new GraphDecoder(in, problems);
    }

    /// Reads a `SavedModel` only as far as to learn the tags of each of its MetaGraphs.
    static List<Set<String>> tags(WireReader in) {
        List<Set<String>> all = new ArrayList<>();
        while (in.next()) {
            if (in.tag() == (2 << 3 | BYTES)) {
                all.add(tagsOfOne(in));
            } else {
                in.skip();
            }
        }
        return all;
    }

    private static Set<String> tagsOfOne(WireReader in) {
        MetaGraphDecoder decoder = new MetaGraphDecoder(in, new Problems(""));
        long outer = in.enter();
        while (in.next()) {
            if (in.tag() == (1 << 3 | BYTES)) {
                decoder.about();
            } else {
                in.skip();
            }
        }
        in.leave(outer);
        return decoder.tags;
    }

    /// Reads one of the MetaGraphs of a `SavedModel`, and skips the others.
    void savedModel(int index) {
        int at = 0;
        while (in.next()) {
            if (in.tag() == (2 << 3 | BYTES) && at++ == index) {
                long outer = in.enter();
                metaGraph();
                in.leave(outer);
            } else {
                in.skip();
            }
        }
    }

    /// Reads a `MetaGraphDef`, to the end of the current message.
    void metaGraph() {
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> about();
                case 2 << 3 | BYTES -> {
                    long outer = in.enter();
                    graph.graph();
                    in.leave(outer);
                }
                case 3 << 3 | BYTES -> {
                    saver = saver == null ? new SaverParts() : saver;
                    saver(saver);
                }
                case 4 << 3 | BYTES -> {
                    CollectionParts parts = new CollectionParts();
                    String key = entry(() -> collection(parts));
                    collections.put(key, parts.build());
                }
                case 5 << 3 | BYTES -> {
                    SignatureParts parts = new SignatureParts();
                    String key = entry(() -> signature(parts));
                    if (!OPERATIONS.contains(key)) {
                        signatures.put(key, build(key, parts));
                    }
                }
                case 6 << 3 | BYTES -> {
                    long outer = in.enter();
                    assets.add(asset(in));
                    in.leave(outer);
                }
                case 7 << 3 | BYTES -> {
                    objects = objects == null ? new ObjectParts() : objects;
                    objects(objects);
                }
                default -> in.skip();
            }
        }
    }

    /// What has been read.
    MetaGraph build() {
        return new MetaGraph(
                tags,
                writer,
                graph.build(),
                Optional.ofNullable(saver).map(SaverParts::build),
                collections,
                signatures,
                assets,
                Optional.ofNullable(objects).map(ObjectParts::build));
    }

    /// `MetaInfoDef`.
    private void about() {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 4 << 3 | BYTES -> tags.add(in.text());
                case 5 << 3 | BYTES -> writer = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// An entry of a map, whose value is read by `value`.
    ///
    /// @return its key
    private String entry(Runnable value) {
        String key = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> key = in.text();
                case 2 << 3 | BYTES -> value.run();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return key;
    }

    // Savers and collections

    private static final class SaverParts {
        private String filename = "";
        private String save = "";
        private String restore = "";

        private MetaGraph.Saver build() {
            return new MetaGraph.Saver(filename, save, restore);
        }
    }

    private void saver(SaverParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> parts.filename = in.text();
                case 2 << 3 | BYTES -> parts.save = in.text();
                case 3 << 3 | BYTES -> parts.restore = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// A `CollectionDef`, of which only the last kind that was given counts.
    private static final class CollectionParts {
        private static final int MESSAGES = 2;
        private static final int WHOLES = 3;
        private static final int REALS = 4;
        private static final int ANYTHING = 5;

        private int kind;
        private List<String> names = new ArrayList<>();
        private List<byte[]> messages = new ArrayList<>();

        private void is(int other) {
            if (kind != other) {
                kind = other;
                names = new ArrayList<>();
                messages = new ArrayList<>();
            }
        }

        private MetaGraph.Collection build() {
            return new MetaGraph.Collection(names, messages);
        }
    }

    private void collection(CollectionParts parts) {
        long outer = in.enter();
        while (in.next()) {
            if ((in.tag() & 7) == BYTES && in.tag() >>> 3 <= CollectionParts.ANYTHING) {
                parts.is(in.tag() >>> 3);
                items(parts);
            } else {
                in.skip();
            }
        }
        in.leave(outer);
    }

    /// One of the lists that a collection may be.
    private void items(CollectionParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> {
                    switch (parts.kind) {
                        case CollectionParts.MESSAGES -> parts.messages.add(in.array());
                        case CollectionParts.WHOLES ->
                                packed(() -> parts.names.add("" + in.varint()));
                        case CollectionParts.REALS ->
                                packed(() -> parts.names.add("" + in.real32()));
                        case CollectionParts.ANYTHING -> parts.messages.add(any());
                        default -> parts.names.add(in.text());
                    }
                }
                case 1 << 3 | VARINT -> {
                    if (parts.kind == CollectionParts.WHOLES) {
                        parts.names.add("" + in.varint());
                    } else {
                        in.skip();
                    }
                }
                case 1 << 3 | FIXED32 -> {
                    if (parts.kind == CollectionParts.REALS) {
                        parts.names.add("" + in.real32());
                    } else {
                        in.skip();
                    }
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private void packed(Runnable number) {
        long outer = in.enterNumbers();
        while (in.hasMore()) {
            number.run();
        }
        in.leaveNumbers(outer);
    }

    /// The message in a `google.protobuf.Any`; of which type it is follows from the collection.
    private byte[] any() {
        byte[] value = {};
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> in.text();
                case 2 << 3 | BYTES -> value = in.array();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return value;
    }

    // Signatures

    private static final class SignatureParts {
        private final Map<String, PortParts> inputs = new TreeMap<>();
        private final Map<String, PortParts> outputs = new TreeMap<>();
        private String method = "";
    }

    /// A `TensorInfo`, which is a tensor or several that make one: the parts of a sparse or of a
    /// composite tensor.
    private static final class PortParts {
        private static final int TENSOR = 1;
        private static final int SPARSE = 4;
        private static final int COMPOSITE = 5;

        private int kind;
        private String tensor = "";
        private Map<String, String> sparse = Map.of();
        private List<PortParts> components = List.of();
        private int type;
        private final ShapeParts shape = new ShapeParts();

        private void is(int other) {
            if (kind != other) {
                kind = other;
                tensor = "";
                sparse =
                        other == SPARSE
                                ? new TreeMap<>(
                                        Map.of("values", "", "indices", "", "dense_shape", ""))
                                : Map.of();
                components = other == COMPOSITE ? new ArrayList<>() : List.of();
            }
        }
    }

    private void signature(SignatureParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> port(parts.inputs);
                case 2 << 3 | BYTES -> port(parts.outputs);
                case 3 << 3 | BYTES -> parts.method = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private void port(Map<String, PortParts> ports) {
        PortParts parts = new PortParts();
        String key = entry(() -> port(in, parts));
        ports.put(key, parts);
    }

    private static void port(WireReader in, PortParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> {
                    parts.is(PortParts.TENSOR);
                    parts.tensor = in.text();
                }
                case 2 << 3 | VARINT -> parts.type = (int) in.varint();
                case 3 << 3 | BYTES -> parts.shape.read(in);
                case 4 << 3 | BYTES -> {
                    parts.is(PortParts.SPARSE);
                    sparse(in, parts.sparse);
                }
                case 5 << 3 | BYTES -> {
                    parts.is(PortParts.COMPOSITE);
                    components(in, parts.components);
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// `TensorInfo.CooSparse`.
    private static void sparse(WireReader in, Map<String, String> parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> parts.put("values", in.text());
                case 2 << 3 | BYTES -> parts.put("indices", in.text());
                case 3 << 3 | BYTES -> parts.put("dense_shape", in.text());
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// `TensorInfo.CompositeTensor`. Messages nest 100 deep at most, and so does this.
    private static void components(WireReader in, List<PortParts> components) {
        long outer = in.enter();
        while (in.next()) {
            if (in.tag() == (2 << 3 | BYTES)) {
                PortParts component = new PortParts();
                port(in, component);
                components.add(component);
            } else {
                in.skip();
            }
        }
        in.leave(outer);
    }

    private Signature build(String name, SignatureParts parts) {
        Map<String, Signature.Port> inputs = new LinkedHashMap<>();
        parts.inputs.forEach((key, port) -> add(name, key, port, inputs));
        Map<String, Signature.Port> outputs = new LinkedHashMap<>();
        parts.outputs.forEach((key, port) -> add(name, key, port, outputs));
        return new Signature(name, parts.method, inputs, outputs);
    }

    /// Adds the tensors of an input or output. Those of a sparse tensor get the names `key/values`,
    /// `key/indices` and `key/dense_shape`; those of another composite one `key/0`, `key/1`, …
    private void add(
            String signature, String key, PortParts parts, Map<String, Signature.Port> ports) {
        switch (parts.kind) {
            case PortParts.SPARSE ->
                    parts.sparse.forEach((part, tensor) ->
                            type(signature, key, parts)
                                    .map(type ->
                                            part.equals("values")
                                                    ? new Signature.Port(
                                                            tensor, type, PartialShape.of(-1))
                                                    : new Signature.Port(
                                                            tensor,
                                                            DataType.INT64,
                                                            part.equals("indices")
                                                                    ? PartialShape.of(-1, -1)
                                                                    : PartialShape.of(-1)))
                                    .ifPresent(port -> ports.put(key + "/" + part, port)));
            case PortParts.COMPOSITE -> {
                for (int i = 0; i < parts.components.size(); i++) {
                    add(signature, key + "/" + i, parts.components.get(i), ports);
                }
            }
            default ->
                    type(signature, key, parts)
                            .ifPresent(type ->
                                    ports.put(
                                            key,
                                            new Signature.Port(
                                                    parts.tensor,
                                                    type,
                                                    shape(signature, key, parts))));
        }
    }

    private Optional<DataType> type(String signature, String key, PortParts parts) {
        Optional<DataType> type = DataType.ofNumber(parts.type);
        if (type.isEmpty()) {
            problems.malformed(
                    "signature '" + signature + "'",
                    parts.type == 0
                            ? "its tensor '" + key + "' has no type"
                            : "its tensor '"
                                    + key
                                    + "' has the type number "
                                    + parts.type
                                    + ", which TensorFlow does not have");
        }
        return type;
    }

    private PartialShape shape(String signature, String key, PortParts parts) {
        try {
            return parts.shape.build();
        } catch (IllegalArgumentException e) {
            problems.malformed(
                    "signature '" + signature + "'", "its tensor '" + key + "' " + e.getMessage());
            return PartialShape.DYNAMIC;
        }
    }

    // Assets

    /// An `AssetFileDef`, to the end of the current message.
    static MetaGraph.Asset asset(WireReader in) {
        PortParts tensor = new PortParts();
        String file = "";
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> port(in, tensor);
                case 2 << 3 | BYTES -> file = in.text();
                default -> in.skip();
            }
        }
        return new MetaGraph.Asset(tensor.tensor, file);
    }

    // Objects

    private static final class ObjectParts {
        private final List<ObjectGraph.Node> nodes = new ArrayList<>();
        private final Map<String, List<Integer>> captures = new HashMap<>();

        private ObjectGraph build() {
            return new ObjectGraph(nodes, captures);
        }
    }

    private void objects(ObjectParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> parts.nodes.add(object());
                case 2 << 3 | BYTES -> {
                    List<Integer> captured = new ArrayList<>();
                    String function = entry(() -> captures(captured::add));
                    parts.captures.put(function, List.copyOf(captured));
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// A `SavedConcreteFunction`.
    private void captures(Consumer<Integer> captured) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 2 << 3 | VARINT -> captured.accept((int) in.varint());
                case 2 << 3 | BYTES -> packed(() -> captured.accept((int) in.varint()));
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// A `SavedObject`, of which only the last kind that was given counts.
    private ObjectGraph.Node object() {
        Map<String, Integer> children = new HashMap<>();
        ObjectGraph.Kind kind = ObjectGraph.Kind.NOTHING;
        String variable = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> child(in, children);
                case 4 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.USER_OBJECT;
                    in.skip();
                }
                case 5 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.ASSET;
                    in.skip();
                }
                case 6 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.FUNCTION;
                    in.skip();
                }
                case 7 << 3 | BYTES -> {
                    variable = kind == ObjectGraph.Kind.VARIABLE ? variable : "";
                    kind = ObjectGraph.Kind.VARIABLE;
                    variable = variable(variable);
                }
                case 8 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.BARE_FUNCTION;
                    in.skip();
                }
                case 9 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.CONSTANT;
                    in.skip();
                }
                case 10 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.RESOURCE;
                    in.skip();
                }
                case 12 << 3 | BYTES -> {
                    kind = ObjectGraph.Kind.CAPTURED_TENSOR;
                    in.skip();
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new ObjectGraph.Node(
                children, kind, kind == ObjectGraph.Kind.VARIABLE ? variable : "");
    }

    /// The name in a `SavedVariable`, or `otherwise`.
    private String variable(String otherwise) {
        String name = otherwise;
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 6 << 3 | BYTES -> name = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return name;
    }

    /// An `ObjectReference`.
    static void child(WireReader in, Map<String, Integer> children) {
        int node = 0;
        String name = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | VARINT -> node = (int) in.varint();
                case 2 << 3 | BYTES -> name = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
        children.put(name, node);
    }
}

package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.pass.CutNames.Target;

/// Cuts a part out of a graph: inputs become placeholders of the types and shapes that the user
/// wants, or constants, and only what the outputs need stays.
///
///     x -> conv -> relu -> y        --input 0:relu --output relu
///     relu/placeholder_port_0 -> relu
///
/// Source: `--input`, `--input_shape`, `--output`, `--batch` and `--freeze_placeholder_with_value`
/// of the Model Optimizer, with its names of the new placeholders. Three things are ours: an input
/// of another type than the graph's is cast to it; what the signature declares as an input stays
/// one even where no output needs it, so that callers may go on giving it; and the order of inputs
/// and outputs is the user's, or the signature's.
public final class Cutting {
    /// What is known of tensors of a graph by inference of types and shapes.
    @FunctionalInterface
    public interface Types {
        /// Nothing is known.
        Types NONE = (_, _) -> Map.of();

        /// Types and shapes of those tensors of which something is known.
        Map<TfEdge, Signature.Port> of(TfGraph graph, Collection<TfEdge> tensors);
    }

    /// Operations at which a graph does not end, though nothing takes their outputs.
    private static final Set<String> NOT_RESULTS =
            Set.of(
                    "NoOp",
                    "Assert",
                    "Placeholder",
                    "PlaceholderV2",
                    "Const",
                    "Print",
                    "PrintV2",
                    "SaveV2",
                    "RestoreV2");

    private final FrozenModel model;
    private final Cut cut;
    private final Types types;
    private final CutNames names;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /// Nodes that take the place of those with their names, in any stage of the work.
    private final Map<String, TfNode> replaced = new HashMap<>();

    private final List<TfNode> added = new ArrayList<>();

    /// What consumers of a tensor take instead of it.
    private final Map<TfEdge, TfEdge> outside = new HashMap<>();

    /// What a node takes instead of its data inputs, by their numbers.
    private final Map<String, Map<Integer, TfEdge>> inside = new HashMap<>();

    /// Other names of the new inputs, by the names of their placeholders, in the order of inputs.
    private final Map<String, Set<String>> inputs = new LinkedHashMap<>();

    /// Placeholders that do not become inputs, because they are constants now.
    private final Set<String> constants = new HashSet<>();

    private Cutting(FrozenModel source, Cut cut, Types types) {
        this.model = withoutOldPlaceholders(source);
        this.cut = cut;
        this.types = types;
        this.names = new CutNames(model, problems);
    }

    /// `PlaceholderV2`, which TensorFlow had for a while, is `Placeholder` under another name.
    private static FrozenModel withoutOldPlaceholders(FrozenModel model) {
        List<TfNode> nodes = model.graph().nodes();
        if (nodes.stream().noneMatch(node -> node.op().equals("PlaceholderV2"))) {
            return model;
        }
        List<TfNode> plain =
                nodes.stream()
                        .map(node ->
                                node.op().equals("PlaceholderV2")
                                        ? new TfNode(
                                                node.name(),
                                                "Placeholder",
                                                node.inputs(),
                                                node.attributes(),
                                                node.device())
                                        : node)
                        .toList();
        return new FrozenModel(model.graph().withNodes(plain), model.signature(), model.remarks());
    }

    /// The part of a model that the user wants. Without types and shapes of tensors, a new input
    /// whose shape is not given has an unknown one.
    ///
    /// @throws Tf2ovException with everything that makes no sense for this model
    public static CutModel cut(FrozenModel model, Cut cut) {
        return new Cutting(model, cut, Types.NONE).run();
    }

    /// The same, where inputs without a shape get that which the tensor has in the graph.
    ///
    /// @throws Tf2ovException with everything that makes no sense for this model, such as an input
    ///   whose shape is neither given nor known
    public static CutModel cut(FrozenModel model, Cut cut, Types types) {
        return new Cutting(model, cut, types).run();
    }

    private CutModel run() {
        List<Wish> wishes = wishes();
        throwIfAny();
        for (Wish wish : wishes) {
            if (wish.target() instanceof Target.Source source) {
                replaceSource(source, wish.input());
            }
        }
        throwIfAny();
        applyBatch();
        TfGraph before = rebuilt();
        cutTensors(
                before,
                wishes.stream().filter(wish -> !(wish.target() instanceof Target.Source)).toList());
        List<CutModel.Output> outputs = outputs();
        throwIfAny();
        return finish(rebuilt(), outputs);
    }

    /// What is said of one place of the graph.
    ///
    /// @param keys the names under which the signature knows it
    private record Wish(Target target, Cut.Input input, List<String> keys) {}

    // Which inputs

    private List<Wish> wishes() {
        List<Cut.Input> wanted = new ArrayList<>(cut.inputs());
        List<Cut.Input> values = new ArrayList<>(cut.frozen());
        if (!cut.shapes().isEmpty()) {
            shapesWithoutNames(wanted, values);
        }
        if (cut.batch().isPresent()
                && (!cut.shapes().isEmpty()
                        || wanted.stream().anyMatch(input -> input.shape().isPresent()))) {
            usage(
                    "--batch",
                    "shapes are given, too",
                    "Write the size of the batch into the shapes.");
        }
        Map<Target, Wish> wishes = new LinkedHashMap<>();
        if (!isListed() && wanted.stream().allMatch(input -> input.value().isPresent())) {
            signatureInputs(wishes);
        }
        for (Cut.Input input : wanted) {
            add(wishes, input, "--input");
        }
        for (Cut.Input input : values) {
            add(wishes, input, "--freeze_placeholder_with_value");
        }
        return List.copyOf(wishes.values());
    }

    /// Whether the user has said which inputs there are.
    private boolean isListed() {
        return cut.inputs().stream().anyMatch(input -> input.value().isEmpty());
    }

    private void signatureInputs(Map<Target, Wish> wishes) {
        Map<String, Signature.Port> declared =
                model.signature().map(Signature::inputs).orElse(Map.of());
        declared.forEach((key, port) -> {
            TfEdge edge = TfEdge.parse(port.tensor());
            TfNode node = model.graph().node(edge.node()).orElse(null);
            if (node == null) {
                remarks.add(
                        "the input '"
                                + key
                                + "' of the signature is left out: nothing of the graph that was"
                                + " frozen uses '"
                                + port.tensor()
                                + "'");
                return;
            }
            Target target = names.tensor(edge, node);
            Wish before = wishes.get(target);
            List<String> keys = new ArrayList<>(before == null ? List.of() : before.keys());
            keys.add(key);
            Cut.Input input = Cut.Input.named(key);
            if (target instanceof Target.Output) {
                input = input.withShape(port.shape());
                Optional<ElementType> type = port.type().element();
                input = type.isPresent() ? input.withType(type.get()) : input;
            } else if (!node.shape("shape", PartialShape.DYNAMIC).hasRank()) {
                input = input.withShape(port.shape());
            }
            wishes.put(target, new Wish(target, input, keys));
        });
    }

    /// Shapes whose inputs are not named are meant for the only input that there is.
    private void shapesWithoutNames(List<Cut.Input> wanted, List<Cut.Input> values) {
        Set<String> constant = new HashSet<>();
        for (List<Cut.Input> frozen : List.of(wanted, values)) {
            for (Cut.Input input : frozen) {
                if (input.value().isPresent()) {
                    constant.add(input.name());
                }
            }
        }
        List<String> candidates =
                model.signature().isPresent() && !model.signature().get().inputs().isEmpty()
                        ? List.copyOf(model.signature().get().inputs().keySet())
                        : placeholdersOfOutputs();
        candidates = candidates.stream().filter(name -> !constant.contains(name)).toList();
        int count = cut.shapes().size();
        if (candidates.isEmpty()) {
            usage(
                    "--input_shape",
                    "the model has no Placeholder to give a shape to",
                    "Name a node that shall become an input by --input.");
        } else if (count > 1) {
            usage(
                    "--input_shape",
                    "there are " + count + " shapes and no names of inputs",
                    "Write for example --input "
                            + String.join(
                                    ",", candidates.subList(0, Math.min(2, candidates.size())))
                            + " --input_shape [1,2],[3,4].");
        } else if (candidates.size() > 1) {
            usage(
                    "--input_shape",
                    "it has 1 shape, and it is not clear for which of the inputs: "
                            + candidates.stream().limit(20).collect(Collectors.joining(", ")),
                    "Name them by --input in the order of the shapes.");
        } else {
            wanted.add(Cut.Input.named(candidates.getFirst()).withShape(cut.shapes().getFirst()));
        }
    }

    private List<String> placeholdersOfOutputs() {
        Set<String> needed = needed(model.graph(), outputs());
        return model.graph().nodes().stream()
                .filter(node -> CutNames.isPlaceholder(node) && needed.contains(node.name()))
                .map(TfNode::name)
                .toList();
    }

    private void add(Map<Target, Wish> wishes, Cut.Input input, String flag) {
        boolean says = input.shape().isPresent() || input.value().isPresent();
        for (Target target : names.inputs(flag, input.name(), says)) {
            Wish before = wishes.get(target);
            if (before != null
                    && cut.inputs().contains(before.input())
                    && before.input().value().isEmpty()
                    && input.value().isPresent()) {
                // --input lists all inputs, and another option freezes one of them.
                Cut.Input both = before.input().withValue(input.value().get());
                wishes.put(target, new Wish(target, both, before.keys()));
                continue;
            }
            if (before != null && !isFromSignature(before)) {
                usage(
                        flag,
                        before.input().value().isPresent() && input.value().isPresent()
                                ? "'" + input.name() + "' gets two values"
                                : "'" + input.name() + "' is said twice",
                        "Say everything of an input once.");
                continue;
            }
            // A key of the signature stays a name of the input.
            List<String> keys = names.keysOf(target);
            wishes.put(target, new Wish(target, input, keys));
        }
    }

    private boolean isFromSignature(Wish wish) {
        return model.signature().isPresent()
                && model.signature().get().inputs().containsKey(wish.input().name())
                && !cut.inputs().contains(wish.input())
                && !cut.frozen().contains(wish.input());
    }

    // What becomes of them

    /// A placeholder gets what the user says of it, or becomes a constant.
    private void replaceSource(Target.Source source, Cut.Input said) {
        TfNode node = source.node();
        DataType own = node.type("dtype");
        DataType type = said.type().map(wanted -> typeOf(wanted, own)).orElse(own);
        PartialShape shape = said.shape().orElse(node.shape("shape", PartialShape.DYNAMIC));
        replaced.put(node.name(), source(node.name(), type, shape, said));
        if (type != own) {
            TfNode cast = cast(node.name(), type, own);
            added.add(cast);
            outside.put(TfEdge.of(node.name(), 0), TfEdge.of(cast.name(), 0));
        }
        if (said.value().isPresent()) {
            constants.add(node.name());
        } else {
            inputs.put(node.name(), new LinkedHashSet<>(names.keysOf(source)));
        }
    }

    /// The placeholder, or the constant, that stands at the beginning of the part.
    private TfNode source(String name, DataType type, PartialShape shape, Cut.Input said) {
        Map<String, TfAttribute> attributes = new HashMap<>();
        attributes.put("dtype", new TfAttribute.Type(type));
        if (said.value().isPresent()) {
            try {
                TfTensor tensor = TensorOfWords.of(said.value().get(), type, shape);
                attributes.put("value", new TfAttribute.Tensor(tensor));
                return new TfNode(name, "Const", List.of(), attributes);
            } catch (IllegalArgumentException | ArithmeticException e) {
                usage(
                        cut.frozen().contains(said) ? "--freeze_placeholder_with_value" : "--input",
                        "the value of '" + said.name() + "' " + e.getMessage(),
                        "Write for example 'training->False' or 'size[2]{i32}->[224,224]'.");
            }
        }
        attributes.put("shape", new TfAttribute.Shape(shape));
        return new TfNode(name, "Placeholder", List.of(), attributes);
    }

    private TfNode cast(String from, DataType type, DataType wanted) {
        return new TfNode(
                names.free(from + "/cast"),
                "Cast",
                List.of(TfEdge.of(from, 0)),
                Map.of("SrcT", new TfAttribute.Type(type), "DstT", new TfAttribute.Type(wanted)));
    }

    /// The TensorFlow type of an element type; the graph's own if it is stored in the same way.
    private static DataType typeOf(ElementType wanted, DataType own) {
        if (own.element().equals(Optional.of(wanted))) {
            return own;
        }
        for (DataType type : DataType.values()) {
            if (type.element().equals(Optional.of(wanted))) {
                return type;
            }
        }
        return own; // the command line takes no other types
    }

    /// Placeholders get the size of the batch, so that it is known to all behind them.
    private void applyBatch() {
        if (cut.batch().isEmpty()) {
            return;
        }
        for (TfNode node : model.graph().nodes()) {
            TfNode current = replaced.getOrDefault(node.name(), node);
            if (current.op().equals("Placeholder")) {
                replaced.put(node.name(), withBatch(current));
            }
        }
    }

    private TfNode withBatch(TfNode placeholder) {
        PartialShape shape = placeholder.shape("shape", PartialShape.DYNAMIC);
        if (!shape.hasRank()
                || shape.rank() == 0
                || shape.dimension(0).isStatic() && shape.dimension(0).value() > 1) {
            return placeholder;
        }
        Map<String, TfAttribute> attributes = new HashMap<>(placeholder.attributes());
        Dimension size = Dimension.of(cut.batch().getAsInt());
        attributes.put("shape", new TfAttribute.Shape(shape.with(0, size)));
        return placeholder.withAttributes(attributes);
    }

    private void checkBatch(TfNode input) {
        PartialShape shape = input.shape("shape", PartialShape.DYNAMIC);
        if (!shape.hasRank()) {
            usage(
                    "--batch",
                    "nothing is known of the shape of '" + input.name() + "'",
                    "Give the whole shape by --input_shape.");
        } else if (shape.rank() > 0 && !shape.dimension(0).is(cut.batch().getAsInt())) {
            usage(
                    "--batch",
                    "the first dimension of '"
                            + input.name()
                            + "' ["
                            + shape
                            + "] is not the size of a batch that may be changed",
                    "Give the whole shape by --input_shape.");
        }
    }

    /// Tensors inside the graph become inputs.
    private void cutTensors(TfGraph before, List<Wish> wishes) {
        Map<TfEdge, Signature.Port> known = Map.of();
        boolean complete =
                wishes.stream()
                        .allMatch(wish ->
                                wish.input().shape().isPresent()
                                        && wish.input().type().isPresent());
        if (!complete) {
            known =
                    types.of(
                            before,
                            wishes.stream()
                                    .map(wish -> wish.target().tensor())
                                    .distinct()
                                    .toList());
        }
        for (Wish wish : wishes) {
            cutTensor(before, wish, Optional.ofNullable(known.get(wish.target().tensor())));
        }
    }

    private void cutTensor(TfGraph before, Wish wish, Optional<Signature.Port> known) {
        Cut.Input said = wish.input();
        Target target = wish.target();
        Optional<PartialShape> shape = said.shape().or(() -> known.map(Signature.Port::shape));
        boolean lacksShape = shape.isEmpty() || !shape.get().hasRank();
        if (lacksShape
                && said.shape().isEmpty()
                && (!types.equals(Types.NONE) || said.value().isPresent())) {
            usage(
                    "--input",
                    "the shape of '" + said.name() + "' cannot be inferred",
                    "Give it: --input '" + said.name() + "[1,2,3]', with ? for what is not known.");
            return;
        }
        Optional<DataType> own =
                known.map(Signature.Port::type).or(() -> TensorTypes.of(before, target.tensor()));
        DataType type =
                said.type()
                        .map(wanted -> typeOf(wanted, own.orElse(DataType.FLOAT)))
                        .or(() -> own)
                        .orElse(DataType.FLOAT);
        if (own.isEmpty() && said.type().isEmpty()) {
            remarks.add(
                    "the type of the input '"
                            + said.name()
                            + "' is not known and assumed to be float; give it as '"
                            + said.name()
                            + "{f32}'");
        }
        String name = names.free(target.placeholder());
        added.add(batched(source(name, type, shape.orElse(PartialShape.DYNAMIC), said)));
        TfEdge instead = TfEdge.of(name, 0);
        if (own.isPresent() && own.get() != type) {
            TfNode cast = cast(name, type, own.get());
            added.add(cast);
            instead = TfEdge.of(cast.name(), 0);
        }
        switch (target) {
            case Target.Output output -> outside.put(output.tensor(), instead);
            case Target.Input input ->
                    inside.computeIfAbsent(input.node().name(), any -> new HashMap<>())
                            .put(input.port(), instead);
            case Target.Source _ -> throw new IllegalStateException("is replaced where it stands");
        }
        if (said.value().isEmpty()) {
            Set<String> all = new LinkedHashSet<>(target.names());
            all.addAll(wish.keys());
            inputs.put(name, all);
        }
    }

    private TfNode batched(TfNode source) {
        return cut.batch().isPresent() && source.op().equals("Placeholder")
                ? withBatch(source)
                : source;
    }

    /// The graph with all that was replaced, added and turned.
    private TfGraph rebuilt() {
        if (replaced.isEmpty() && added.isEmpty() && outside.isEmpty() && inside.isEmpty()) {
            return model.graph();
        }
        List<TfNode> nodes = new ArrayList<>(model.graph().nodes().size() + added.size());
        for (TfNode node : model.graph().nodes()) {
            nodes.add(turned(replaced.getOrDefault(node.name(), node)));
        }
        nodes.addAll(added);
        return model.graph().withNodes(nodes);
    }

    private TfNode turned(TfNode node) {
        Map<Integer, TfEdge> own = inside.getOrDefault(node.name(), Map.of());
        if (own.isEmpty() && node.inputs().stream().noneMatch(outside::containsKey)) {
            return node;
        }
        List<TfEdge> edges = new ArrayList<>();
        int port = 0;
        for (TfEdge edge : node.inputs()) {
            if (edge.control()) {
                edges.add(edge);
            } else {
                TfEdge from = own.get(port++);
                edges.add(from != null ? from : outside.getOrDefault(edge, edge));
            }
        }
        return node.withInputs(edges);
    }

    // Outputs

    private List<CutModel.Output> outputs() {
        if (!cut.outputs().isEmpty()) {
            List<CutModel.Output> outputs = new ArrayList<>();
            for (String name : cut.outputs()) {
                names.output(name).ifPresent(found -> outputs.add(output(found)));
            }
            return outputs;
        }
        Map<String, Signature.Port> declared =
                model.signature().map(Signature::outputs).orElse(Map.of());
        if (!declared.isEmpty()) {
            List<CutModel.Output> outputs = new ArrayList<>();
            declared.forEach((key, port) -> {
                TfEdge edge = TfEdge.parse(port.tensor());
                if (model.graph().node(edge.node()).isPresent()) {
                    outputs.add(output(new CutNames.Found(edge, "", 0, List.of(key))));
                } else {
                    problems.add(
                            Problem.of(
                                    Code.MALFORMED_INPUT,
                                    "signature '" + model.signature().get().name() + "'",
                                    "its output '"
                                            + key
                                            + "' is the tensor '"
                                            + port.tensor()
                                            + "', which the graph does not have",
                                    "Choose other outputs by --output."));
                }
            });
            return outputs;
        }
        return ends();
    }

    private CutModel.Output output(CutNames.Found found) {
        Map<Integer, TfEdge> cutInputs = inside.getOrDefault(found.consumer(), Map.of());
        TfEdge edge = found.consumer().isEmpty() ? null : cutInputs.get(found.port());
        TfEdge tensor = edge != null ? edge : outside.getOrDefault(found.tensor(), found.tensor());
        return new CutModel.Output(tensor.node(), tensor.index(), found.keys());
    }

    /// All values that nothing takes and that depend on an input, if there is one that does.
    private List<CutModel.Output> ends() {
        // Behind a cut nothing takes the tensor any more, which does not make it an output.
        Set<String> taken = new HashSet<>();
        for (TfNode node : model.graph().nodes()) {
            for (TfEdge input : node.inputs()) {
                if (!input.control()) {
                    taken.add(input.node());
                }
            }
        }
        Set<String> inside = InsideFlow.of(model.graph());
        TfGraph graph = rebuilt();
        List<TfNode> ends =
                graph.nodes().stream()
                        .filter(node ->
                                model.graph().node(node.name()).isPresent()
                                        && !taken.contains(node.name())
                                        && !inside.contains(node.name())
                                        && !NOT_RESULTS.contains(node.op()))
                        .toList();
        Set<String> fed = reachedFromInputs(graph);
        List<TfNode> fedEnds = ends.stream().filter(node -> fed.contains(node.name())).toList();
        if (ends.isEmpty()) {
            // Where every node feeds another one, they go round: who orders them names the cycle.
            ends = graph.nodes().stream().filter(n -> !NOT_RESULTS.contains(n.op())).toList();
            fedEnds = ends;
        }
        if (ends.isEmpty()) {
            throw new UnsupportedModelException(
                    "the model",
                    "the graph has no output: it holds only placeholders, constants and control nodes");
        }
        return (fedEnds.isEmpty() ? ends : fedEnds)
                .stream().map(node -> new CutModel.Output(node.name(), -1, List.of())).toList();
    }

    private Set<String> reachedFromInputs(TfGraph graph) {
        Map<String, List<String>> consumers = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        Set<String> reached = new HashSet<>();
        for (TfNode node : graph.nodes()) {
            boolean begins =
                    isListed()
                            ? inputs.containsKey(node.name())
                            : node.op().startsWith("Placeholder");
            if (begins && reached.add(node.name())) {
                next.add(node.name());
            }
            for (TfEdge input : node.inputs()) {
                if (!input.control()) {
                    consumers
                            .computeIfAbsent(input.node(), any -> new ArrayList<>())
                            .add(node.name());
                }
            }
        }
        while (!next.isEmpty()) {
            for (String consumer : consumers.getOrDefault(next.remove(), List.of())) {
                if (reached.add(consumer)) {
                    next.add(consumer);
                }
            }
        }
        return reached;
    }

    // The part

    private CutModel finish(TfGraph graph, List<CutModel.Output> outputs) {
        Set<String> needed = needed(graph, outputs);
        List<CutModel.Input> all = new ArrayList<>();
        for (Map.Entry<String, Set<String>> input : inputs.entrySet()) {
            TfNode node = graph.node(input.getKey()).orElseThrow();
            if (!needed.contains(node.name()) && !staysUnconnected(node)) {
                continue;
            }
            all.add(new CutModel.Input(node.name(), List.copyOf(input.getValue())));
        }
        Set<String> known = new HashSet<>(inputs.keySet());
        for (TfNode node : graph.nodes()) {
            if (node.op().equals("Placeholder")
                    && needed.contains(node.name())
                    && known.add(node.name())) {
                if (isListed()) {
                    usage(
                            "--input",
                            "the outputs need the Placeholder '" + node.name() + "', too",
                            "Add it to --input, or cut the model elsewhere.");
                } else if (!inputs.isEmpty() && cut.inputs().isEmpty()) {
                    remarks.add(
                            "the outputs need '"
                                    + node.name()
                                    + "', which is no input of the signature; it becomes one"
                                    + " behind the others");
                }
                all.add(new CutModel.Input(node.name(), List.of()));
            }
        }
        if (cut.batch().isPresent()) {
            all.forEach(input -> checkBatch(graph.node(input.node()).orElseThrow()));
        }
        throwIfAny();
        Set<String> kept = new HashSet<>(needed);
        all.forEach(input -> kept.add(input.node()));
        return new CutModel(kept(graph, kept), all, outputs, remarks);
    }

    /// Whether an input that no output needs is kept, and a remark about that.
    private boolean staysUnconnected(TfNode node) {
        boolean declared = cut.outputs().isEmpty() || isListed();
        boolean possible =
                node.type("dtype").element().isPresent() || node.type("dtype").isComplex();
        if (declared && possible) {
            remarks.add(
                    "no output needs the input '"
                            + node.name()
                            + "'; it stays, so that it may be given");
            return true;
        }
        if (declared) {
            remarks.add(
                    "no output needs the input '"
                            + node.name()
                            + "', and it is left out: OpenVINO has no type "
                            + node.type("dtype"));
        }
        return false;
    }

    private static Set<String> needed(TfGraph graph, List<CutModel.Output> outputs) {
        Set<String> needed = new HashSet<>();
        ForgetOrder order = new ForgetOrder(graph);
        Deque<String> next = new ArrayDeque<>();
        for (CutModel.Output output : outputs) {
            if (needed.add(output.node())) {
                next.push(output.node());
            }
        }
        while (!next.isEmpty()) {
            TfNode node = graph.node(next.pop()).orElse(null);
            if (node == null) {
                continue;
            }
            for (TfEdge edge : node.inputs()) {
                if (order.isKept(node, edge) && needed.add(edge.node())) {
                    next.push(edge.node());
                }
            }
        }
        return needed;
    }

    private static TfGraph kept(TfGraph graph, Set<String> kept) {
        List<TfNode> nodes = new ArrayList<>();
        for (TfNode node : graph.nodes()) {
            if (kept.contains(node.name())) {
                List<TfEdge> inputs = new ArrayList<>(node.inputs());
                boolean fewer = inputs.removeIf(edge -> !kept.contains(edge.node()));
                nodes.add(fewer ? node.withInputs(inputs) : node);
            }
        }
        return graph.withNodes(nodes);
    }

    private void usage(String flag, String what, String remedy) {
        problems.add(Problem.of(Code.USAGE, flag, what, remedy));
    }

    private void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new Tf2ovException(problems);
        }
    }
}

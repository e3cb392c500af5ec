package org.tf2ov.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.InferenceException;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Translates a TensorFlow graph node by node into OpenVINO operations.
///
/// Everything that cannot be translated is reported at once: nodes that merely depend on such a
/// node are passed over.
final class Translation {
    private static final Set<String> NOT_RESULTS =
            Set.of("NoOp", "Assert", "Placeholder", "Const", "Print", "SaveV2", "RestoreV2");

    private final TfGraph source;
    private final Translators translators;
    private final ConvertOptions options;
    private final GraphBuilder g = new GraphBuilder();
    private final Map<String, List<Value>> translated = new HashMap<>();
    private final Map<String, Value> parameters = new LinkedHashMap<>();

    /// The values that hold complex numbers, as pairs along a last dimension.
    private final Set<Value> complex = new HashSet<>();

    private final Set<String> failed = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private Translation(TfGraph source, Translators translators, ConvertOptions options) {
        this.source = source;
        this.translators = translators;
        this.options = options;
    }

    /// An output of a node, or with the index -1 all of them.
    private record Output(String node, int index) {}

    /// A translated graph.
    ///
    /// @param graph OpenVINO operations, before any optimization
    /// @param channelsLast the inputs and outputs that hold channels-last images and shall become
    ///   channels-first
    record Translated(Graph graph, Set<Value> channelsLast) {}

    /// Translates all that the outputs need.
    ///
    /// @throws UnsupportedModelException with all that cannot be translated
    static Translated of(TfGraph source, Translators translators, ConvertOptions options) {
        return new Translation(source, translators, options).run();
    }

    private Translated run() {
        List<Output> wanted = wantedOutputs();
        for (TfNode node : order(wanted)) {
            translate(node);
        }
        checkInputNames();
        if (!problems.isEmpty()) {
            throw new UnsupportedModelException(problems);
        }
        Set<String> images = options.channelsFirst() ? LayoutRegions.of(source, options) : Set.of();
        Set<Value> channelsLast = new HashSet<>();
        List<Value> results = new ArrayList<>();
        for (Output output : wanted) {
            List<Value> values = translated.get(output.node());
            if (output.index() >= 0 && output.index() >= values.size()) {
                throw new UnsupportedModelException(
                        "node '" + output.node() + "'",
                        "it has no output " + output.index() + " that can be translated");
            }
            List<Value> chosen = output.index() >= 0 ? List.of(values.get(output.index())) : values;
            results.addAll(chosen);
            if (images.contains(output.node())) {
                channelsLast.addAll(chosen);
            }
        }
        parameters.forEach((name, value) -> {
            if (images.contains(name)) {
                channelsLast.add(value);
            }
        });
        return new Translated(g.build(orderedParameters(), results), channelsLast);
    }

    /// The outputs that were asked for, or all values that nothing takes. An index of -1 stands for
    /// all of a node's outputs.
    private List<Output> wantedOutputs() {
        if (!options.outputs().isEmpty()) {
            return options.outputs().stream().map(this::outputNamed).toList();
        }
        Set<String> taken = new HashSet<>();
        for (TfNode node : source.nodes()) {
            for (TfEdge input : node.inputs()) {
                if (!input.control()) {
                    taken.add(input.node());
                }
            }
        }
        List<TfNode> ends =
                source.nodes().stream()
                        .filter(node ->
                                !taken.contains(node.name()) && !NOT_RESULTS.contains(node.op()))
                        .toList();
        Set<String> fed = reachedFromInputs();
        List<TfNode> fedEnds = ends.stream().filter(node -> fed.contains(node.name())).toList();
        List<Output> outputs =
                (fedEnds.isEmpty() ? ends : fedEnds)
                        .stream().map(node -> new Output(node.name(), -1)).toList();
        if (outputs.isEmpty()) {
            throw new UnsupportedModelException(
                    "the model",
                    "the graph has no output: it holds only placeholders, constants and control nodes");
        }
        return outputs;
    }

    private Output outputNamed(String name) {
        int colon = name.lastIndexOf(':');
        boolean hasIndex =
                colon > 0
                        && source.node(name).isEmpty()
                        && name.substring(colon + 1).chars().allMatch(Character::isDigit)
                        && colon + 1 < name.length();
        String node = hasIndex ? name.substring(0, colon) : name;
        if (source.node(node).isEmpty()) {
            throw noSuchNode("--output", name);
        }
        return new Output(node, hasIndex ? Integer.parseInt(name.substring(colon + 1)) : 0);
    }

    private Tf2ovException noSuchNode(String flag, String name) {
        return new Tf2ovException(
                Problem.of(
                        Code.USAGE,
                        "the model",
                        flag + " names '" + name + "', but the graph has no such node",
                        closest(name)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("tf2ov inspect lists the inputs and outputs of a model.")));
    }

    private Optional<String> closest(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return source.nodes().stream()
                .map(TfNode::name)
                .filter(candidate ->
                        candidate.endsWith("/" + last)
                                || candidate.equalsIgnoreCase(name)
                                || candidate.startsWith(name))
                .findFirst();
    }

    private Set<String> reachedFromInputs() {
        Map<String, List<String>> consumers = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        Set<String> reached = new HashSet<>();
        for (TfNode node : source.nodes()) {
            if (node.op().startsWith("Placeholder") && reached.add(node.name())) {
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

    /// The nodes that the outputs need, each after those that feed it. A walk on an explicit stack;
    /// a cycle is named.
    private List<TfNode> order(List<Output> outputs) {
        record Visit(TfNode node, int next) {}

        List<TfNode> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Set<String> open = new LinkedHashSet<>();
        Deque<Visit> stack = new ArrayDeque<>();
        for (Output output : outputs) {
            if (!done.contains(output.node())) {
                stack.push(new Visit(source.node(output.node()).orElseThrow(), 0));
                open.add(output.node());
            }
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                List<TfEdge> inputs =
                        options.isInput(visit.node()) ? List.of() : visit.node().inputs();
                int next = visit.next();
                while (next < inputs.size()
                        && (inputs.get(next).control() || done.contains(inputs.get(next).node()))) {
                    next++;
                }
                if (next == inputs.size()) {
                    done.add(visit.node().name());
                    open.remove(visit.node().name());
                    order.add(visit.node());
                    continue;
                }
                stack.push(new Visit(visit.node(), next + 1));
                String input = inputs.get(next).node();
                if (!open.add(input)) {
                    throw new UnsupportedModelException(List.of(cycle(open, input)));
                }
                stack.push(new Visit(source.node(input).orElseThrow(), 0));
            }
        }
        return order;
    }

    private Problem cycle(Set<String> open, String start) {
        List<String> names = new ArrayList<>(open);
        List<String> circle = names.subList(names.indexOf(start), names.size());
        String path =
                circle.size() > 8
                        ? String.join(" -> ", circle.reversed().subList(0, 7))
                                + " -> ... ("
                                + circle.size()
                                + " nodes)"
                        : String.join(" -> ", circle.reversed());
        boolean loop =
                circle.stream()
                        .anyMatch(name ->
                                source.node(name)
                                        .map(node -> node.op().endsWith("NextIteration"))
                                        .orElse(false));
        return Problem.of(
                Code.NOT_SUPPORTED,
                "node '" + start + "'",
                (loop ? "a TensorFlow 1 loop" : "the graph has a cycle")
                        + ": "
                        + path
                        + " -> "
                        + circle.getLast(),
                loop
                        ? "Loops are not translated yet: cut the graph before or after it with --input and --output."
                        : "A frozen inference graph has no cycles: cut it with --input, or export the model again.");
    }

    private void translate(TfNode node) {
        if (options.isInput(node)) {
            bind(node, List.of(parameter(node)));
            return;
        }
        List<Value> inputs = new ArrayList<>();
        for (TfEdge input : node.inputs()) {
            if (input.control()) {
                continue;
            }
            List<Value> values = translated.get(input.node());
            if (values == null || failed.contains(input.node())) {
                failed.add(node.name());
                return;
            }
            if (input.index() >= values.size()) {
                problem(
                        node,
                        "its input is output "
                                + input.index()
                                + " of '"
                                + input.node()
                                + "', which has "
                                + values.size()
                                + (values.size() == 1
                                        ? " output that can be translated"
                                        : " outputs that can be translated"),
                        null);
                return;
            }
            inputs.add(values.get(input.index()));
        }
        boolean onComplex = inputs.stream().anyMatch(complex::contains);
        Optional<OpTranslator> translator =
                onComplex ? translators.ofComplex(node.op()) : translators.of(node.op());
        if (translator.isEmpty()) {
            problem(
                    node,
                    "there is no translation of the operation "
                            + node.op()
                            + (onComplex ? " for complex numbers" : "")
                            + inputs.stream()
                                    .map(value -> value.type().toString())
                                    .collect(Collectors.joining(", ", " (inputs: ", ")")),
                    "Cut the model before or behind it with --output or --input, or add a translator"
                            + " with --extensions.");
            return;
        }
        g.scope(node.name());
        try {
            bind(node, translator.get().translate(new OpNode(node, inputs, complex), g));
        } catch (UntranslatableException | InferenceException e) {
            problem(
                    node,
                    e.getMessage()
                            + inputs.stream()
                                    .map(value -> value.type().toString())
                                    .collect(Collectors.joining(", ", " (inputs: ", ")")),
                    null);
        } catch (Tf2ovException e) {
            problems.addAll(e.problems());
            failed.add(node.name());
        }
    }

    private void bind(TfNode node, List<Value> values) {
        translated.put(node.name(), values);
        for (int i = 0; i < values.size(); i++) {
            g.alias(values.get(i), node.name() + ":" + i);
        }
        if (!values.isEmpty()) {
            g.alias(values.getFirst(), node.name());
        }
    }

    private Value parameter(TfNode node) {
        Parameter parameter = new Parameter(options.inputType(node));
        if (parameter.type().element() == ElementType.STRING) {
            problem(node, "strings are not translated yet", null);
        }
        Value value = g.add(node.name(), parameter, List.of());
        parameters.put(node.name(), value);
        if (node.has("dtype") && node.type("dtype").isComplex()) {
            complex.add(value);
        }
        return value;
    }

    private List<Value> orderedParameters() {
        // Those named by the user come in the user's order, the others in that of the file.
        List<Value> ordered = new ArrayList<>();
        for (String name : options.inputs().keySet()) {
            Value value = parameters.remove(name);
            if (value != null) {
                ordered.add(value);
            }
        }
        for (TfNode node : source.nodes()) {
            Value value = parameters.remove(node.name());
            if (value != null) {
                ordered.add(value);
            }
        }
        return ordered;
    }

    private void checkInputNames() {
        for (String name : options.inputs().keySet()) {
            if (source.node(name).isEmpty()) {
                throw noSuchNode("--input", name);
            }
        }
    }

    private void problem(TfNode node, String what, String remedy) {
        failed.add(node.name());
        String where = "node '" + node.name() + "' (" + node.op() + ")";
        problems.add(
                remedy == null
                        ? Problem.of(Code.NOT_SUPPORTED, where, what)
                        : Problem.of(Code.NOT_SUPPORTED, where, what, remedy));
    }

    /// What the file says of a placeholder. Of complex numbers it is the type of their parts, and
    /// the shape without the dimension of the pairs.
    static TensorType typeOf(TfNode node) {
        DataType type = node.type("dtype");
        return new TensorType(
                type.part()
                        .or(type::element)
                        .orElseThrow(() ->
                                new UnsupportedModelException(
                                        "node '" + node.name() + "' (" + node.op() + ")",
                                        "OpenVINO has no element type for " + type)),
                node.has("shape") ? node.shape("shape") : org.tf2ov.tensor.PartialShape.DYNAMIC);
    }
}

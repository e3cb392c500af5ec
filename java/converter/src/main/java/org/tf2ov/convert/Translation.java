package org.tf2ov.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tf2ov.convert.pass.FoldArithmeticOfConstants;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.InferenceException;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.CutModel;
import org.tf2ov.tf.pass.FunctionGraph;
import org.tf2ov.tf.pass.Nesting;
import org.tf2ov.tf.pass.RecoverControlFlow;

/// Translates a TensorFlow graph node by node into OpenVINO operations.
///
/// Everything that cannot be translated is reported at once: nodes that merely depend on such a
/// node are passed over.
final class Translation {
    private final TfGraph source;
    private final Translators translators;
    private final GraphBuilder g;

    /// Whether it is the model itself and no body of a loop or branch; only there tensors have
    /// names that users may ask for.
    private final boolean outermost;

    private final Map<String, List<Value>> translated = new HashMap<>();

    /// The values that hold complex numbers, as pairs along a last dimension.
    private final Set<Value> complex;

    private final Set<String> failed = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();

    /// What translators threw that they should not.
    private final List<RuntimeException> mistakes = new ArrayList<>();

    /// Names that users and signatures gave to tensors. No other tensor may have such a name.
    private final Map<String, TfEdge> reserved = new HashMap<>();

    private final Map<TfEdge, List<String>> given = new HashMap<>();

    private Translation(TfGraph source, Translators translators) {
        this(source, translators, new GraphBuilder(), new HashSet<>(), true);
    }

    private Translation(
            TfGraph source,
            Translators translators,
            GraphBuilder g,
            Set<Value> complex,
            boolean outermost) {
        this.source = source;
        this.translators = translators;
        this.g = g;
        this.complex = complex;
        this.outermost = outermost;
    }

    /// A node that could not be translated, and why.
    private record Failure(TfNode node, List<Value> inputs, Problem problem) {}

    /// A translated graph.
    ///
    /// @param graph OpenVINO operations, before any optimization
    /// @param resultNodes the node of TensorFlow that each result comes from
    record Translated(Graph graph, List<String> resultNodes) {}

    /// Translates all that the outputs need.
    ///
    /// @throws UnsupportedModelException with all that cannot be translated
    static Translated of(CutModel model, Translators translators) {
        return new Translation(model.graph(), translators).run(model);
    }

    /// Translates the body of a function, which is not the model itself, into a graph that is being
    /// made.
    static List<Value> call(
            FunctionGraph function,
            List<Value> arguments,
            Translators translators,
            GraphBuilder g,
            Set<Value> complex) {
        return new Translation(function.graph(), translators, g, complex, false)
                .call(function, arguments);
    }

    private List<Value> call(FunctionGraph function, List<Value> arguments) {
        if (arguments.size() != function.arguments().size()) {
            throw new UntranslatableException(
                    "a function that it names takes "
                            + function.arguments().size()
                            + " arguments and is given "
                            + arguments.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            translated.put(function.arguments().get(i), List.of(arguments.get(i)));
        }
        order(function.results().stream().map(TfEdge::node).toList()).forEach(this::translate);
        if (!failures.isEmpty()) {
            throw new Tf2ovException(failures.stream().map(Failure::problem).toList());
        }
        List<Value> results = new ArrayList<>();
        for (TfEdge result : function.results()) {
            List<Value> values = translated.get(result.node());
            if (result.index() >= values.size()) {
                throw new UntranslatableException(
                        "a function that it names returns '"
                                + result
                                + "', which is no output that can be translated");
            }
            results.add(values.get(result.index()));
        }
        return results;
    }

    private FunctionBody body(TfNode node, String function) {
        return new FunctionBody(
                FunctionGraph.of(source, function, node.name()), translators, complex);
    }

    /// Types and shapes of tensors inside a graph, as far as they can be inferred.
    static Map<TfEdge, Signature.Port> types(
            TfGraph graph, Translators translators, Collection<TfEdge> tensors) {
        try {
            List<String> ends = tensors.stream().map(TfEdge::node).distinct().toList();
            TfGraph recovered = RecoverControlFlow.in(graph, ends);
            Nesting.check(recovered);
            return new Translation(recovered, translators).types(tensors);
        } catch (Tf2ovException _) {
            return Map.of(); // the translation of the part tells why, if it is in it
        }
    }

    private Map<TfEdge, Signature.Port> types(Collection<TfEdge> tensors) {
        Map<TfEdge, Signature.Port> types = new HashMap<>();
        try {
            order(tensors.stream().map(TfEdge::node).toList()).forEach(this::translate);
        } catch (UnsupportedModelException _) {
            return types; // a cycle, of which the translation of the part tells if it is in it
        }
        for (TfEdge tensor : tensors) {
            List<Value> values = translated.getOrDefault(tensor.node(), List.of());
            if (tensor.index() < values.size()) {
                Value value = values.get(tensor.index());
                DataTypes.of(value.type(), complex.contains(value))
                        .ifPresent(port -> types.put(tensor, port));
            }
        }
        return types;
    }

    private Translated run(CutModel model) {
        for (CutModel.Input input : model.inputs()) {
            reserve(TfEdge.of(input.node(), 0), input.names());
        }
        for (CutModel.Output output : model.outputs()) {
            reserve(TfEdge.of(output.node(), Math.max(0, output.index())), output.names());
        }
        order(model.ends()).forEach(this::translate);
        if (!failures.isEmpty()) {
            throw untranslated(model);
        }
        List<String> nodes = new ArrayList<>();
        List<Value> results = new ArrayList<>();
        for (CutModel.Output output : model.outputs()) {
            List<Value> values = translated.get(output.node());
            List<Value> chosen = output.index() >= 0 ? List.of(chosen(output, values)) : values;
            results.addAll(chosen);
            chosen.forEach(_ -> nodes.add(output.node()));
        }
        List<Value> parameters = new ArrayList<>();
        for (CutModel.Input input : model.inputs()) {
            parameters.add(translated.get(input.node()).getFirst());
        }
        return new Translated(g.build(parameters, results), nodes);
    }

    private UntranslatedException untranslated(CutModel model) {
        Set<String> causes = new HashSet<>();
        failures.forEach(failure -> causes.add(failure.node().name()));
        CutAdvice advice = new CutAdvice(model, translated, causes);
        Map<String, List<String>> behind = advice.behind();
        List<Untranslated> nodes =
                failures.stream()
                        .map(failure ->
                                new Untranslated(
                                        failure.node().name(),
                                        failure.node().op(),
                                        failure.inputs().stream().map(Value::type).toList(),
                                        causes.size() == 1
                                                ? withCuts(failure.problem(), advice)
                                                : failure.problem(),
                                        advice.before(failure.node()),
                                        behind.getOrDefault(failure.node().name(), List.of())))
                        .toList();
        UntranslatedException untranslated =
                new UntranslatedException(nodes, advice.outputs(), advice.inputs());
        mistakes.forEach(untranslated::addSuppressed);
        return untranslated;
    }

    /// A problem with the cuts that leave its node out, where it is the only one.
    private static Problem withCuts(Problem problem, CutAdvice advice) {
        List<String> ways = new ArrayList<>();
        if (!advice.outputs().isEmpty() && advice.outputs().size() <= 8) {
            ways.add("convert what is before it by --output " + String.join(",", advice.outputs()));
        }
        if (!advice.inputs().isEmpty() && advice.inputs().size() <= 8) {
            ways.add(
                    "convert what is behind it by --input '"
                            + String.join(",", advice.inputs())
                            + "'");
        }
        if (ways.isEmpty()) {
            return problem;
        }
        if (problem.remedy().filter(remedy -> remedy.contains("--extensions")).isPresent()) {
            ways.add("add a translator with --extensions");
        } else if (problem.remedy().isPresent()) {
            return problem;
        }
        String remedy = String.join(", or ", ways) + ".";
        return new Problem(
                problem.code(),
                problem.where(),
                problem.what(),
                Optional.of(Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1)));
    }

    private void reserve(TfEdge tensor, List<String> names) {
        for (String name : names) {
            // A signature may use one key for an input and for an output.
            reserved.putIfAbsent(name, tensor);
            given.computeIfAbsent(tensor, any -> new ArrayList<>()).add(name);
        }
    }

    private Value chosen(CutModel.Output output, List<Value> values) {
        if (output.index() >= values.size()) {
            TfNode node = source.node(output.node()).orElseThrow();
            throw new Tf2ovException(
                    Problem.of(
                            Code.USAGE,
                            "--output",
                            "'"
                                    + output.node()
                                    + ":"
                                    + output.index()
                                    + "' names output port "
                                    + output.index()
                                    + ", but "
                                    + node.place()
                                    + " has "
                                    + (values.size() == 1
                                            ? "only output 0"
                                            : "outputs 0 to " + (values.size() - 1)),
                            "Write "
                                    + output.node()
                                    + ":0"
                                    + (values.size() == 1
                                            ? "."
                                            : " to "
                                                    + output.node()
                                                    + ":"
                                                    + (values.size() - 1)
                                                    + ".")));
        }
        return values.get(output.index());
    }

    /// The nodes that the outputs need, each after those that feed it. A walk on an explicit stack;
    /// a cycle is named.
    private List<TfNode> order(List<String> ends) {
        record Visit(TfNode node, int next) {}

        List<TfNode> order = new ArrayList<>();
        Set<String> done = new HashSet<>(translated.keySet()); // the arguments of a function
        Set<String> open = new LinkedHashSet<>();
        Deque<Visit> stack = new ArrayDeque<>();
        for (String end : ends) {
            if (!done.contains(end)) {
                stack.push(new Visit(source.node(end).orElseThrow(), 0));
                open.add(end);
            }
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                List<TfEdge> inputs = visit.node().inputs();
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
        return Problem.of(
                Code.NOT_SUPPORTED,
                "node '" + start + "'",
                "the graph has a cycle: " + path + " -> " + circle.getLast(),
                "A frozen inference graph has no cycles: cut it with --input, or export the model again.");
    }

    private void translate(TfNode node) {
        if (node.op().equals("Placeholder") || node.op().equals("PlaceholderV2")) {
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
                // What has no translation whatever feeds it is told at once, too.
                if (translators.of(node.op()).isEmpty()
                        && translators.ofComplex(node.op()).isEmpty()
                        && translators.ofStrings(node.op()).isEmpty()) {
                    fail(node, List.of(), noTranslation(node, ""));
                }
                return;
            }
            if (input.index() >= values.size()) {
                fail(
                        node,
                        inputs,
                        "its input is output "
                                + input.index()
                                + " of '"
                                + input.node()
                                + "', which has "
                                + values.size()
                                + (values.size() == 1
                                        ? " output that can be translated"
                                        : " outputs that can be translated"));
                return;
            }
            inputs.add(values.get(input.index()));
        }
        boolean onComplex = false;
        boolean onStrings = false;
        for (Value input : inputs) {
            onComplex |= complex.contains(input);
            onStrings |= input.type().element() == ElementType.STRING;
        }
        Optional<OpTranslator> translator =
                onStrings
                        ? translators.ofStrings(node.op())
                        : onComplex ? translators.ofComplex(node.op()) : translators.of(node.op());
        if (translator.isEmpty()) {
            fail(
                    node,
                    inputs,
                    noTranslation(
                            node,
                            (onStrings ? " for strings" : onComplex ? " for complex numbers" : "")
                                    + types(inputs)));
            return;
        }
        g.scope(node.name());
        try {
            List<Value> outputs =
                    translator
                            .get()
                            .translate(
                                    new OpNode(node, inputs, complex, name -> body(node, name)), g);
            List<Value> known = new ArrayList<>(outputs);
            known.replaceAll(this::known);
            bind(node, known);
        } catch (UntranslatableException | InferenceException e) {
            fail(node, inputs, e.getMessage() + types(inputs));
        } catch (Tf2ovException e) {
            e.problems().forEach(problem -> fail(node, inputs, problem));
        } catch (RuntimeException e) {
            // Whose mistake it is, the user needs to know the node, and can do without it.
            mistakes.add(e);
            fail(
                    node,
                    inputs,
                    translators.isOurs(node.op())
                            ? Problem.of(
                                    Code.INTERNAL,
                                    node.place(),
                                    "a mistake of tf2ov: " + e + types(inputs),
                                    "Please report it with what --debug adds to this line.")
                            : Problem.of(
                                    Code.NOT_SUPPORTED,
                                    node.place(),
                                    "its translator, which is an extension, fails: "
                                            + e
                                            + types(inputs)));
        }
    }

    /// The constant that a value is, where it is known, so that the translators of what follows see
    /// it: sizes that were computed from shapes and scales.
    private Value known(Value value) {
        if (value.op() instanceof Constant || complex.contains(value)) {
            return value;
        }
        return value.longs()
                .map(elements ->
                        g.constant(
                                Weights.ofLongs(
                                        value.type().element(), value.shape().toArray(), elements)))
                .or(() -> FoldArithmeticOfConstants.of(value, g))
                .orElse(value);
    }

    private static Problem noTranslation(TfNode node, String details) {
        return Problem.of(
                Code.NOT_SUPPORTED,
                node.place(),
                "there is no translation of the operation " + node.op() + details,
                "Cut the model before or behind it with --output or --input, or add a translator"
                        + " with --extensions.");
    }

    private static String types(List<Value> inputs) {
        return inputs.isEmpty()
                ? ""
                : inputs.stream()
                        .map(value -> value.type().toString())
                        .collect(Collectors.joining(", ", " (inputs: ", ")"));
    }

    private void bind(TfNode node, List<Value> values) {
        translated.put(node.name(), values);
        for (int i = 0; outermost && i < values.size(); i++) {
            TfEdge tensor = TfEdge.of(node.name(), i);
            name(values.get(i), node.name() + ":" + i, tensor);
            if (i == 0) {
                name(values.get(i), node.name(), tensor);
            }
            for (String name : given.getOrDefault(tensor, List.of())) {
                g.alias(values.get(i), name);
            }
        }
    }

    private void name(Value value, String name, TfEdge tensor) {
        if (reserved.getOrDefault(name, tensor).equals(tensor)) {
            g.alias(value, name);
        }
    }

    private Value parameter(TfNode node) {
        Parameter parameter = new Parameter(typeOf(node));
        Value value = g.add(node.name(), parameter, List.of());
        if (node.type("dtype").isComplex()) {
            complex.add(value);
        }
        return value;
    }

    private void fail(TfNode node, List<Value> inputs, String what) {
        fail(node, inputs, Problem.of(Code.NOT_SUPPORTED, node.place(), what));
    }

    private void fail(TfNode node, List<Value> inputs, Problem problem) {
        failed.add(node.name());
        failures.add(new Failure(node, List.copyOf(inputs), problem));
    }

    /// The type of a placeholder. Complex numbers are pairs along a last dimension.
    private static TensorType typeOf(TfNode node) {
        DataType type = node.type("dtype");
        PartialShape shape = node.shape("shape", PartialShape.DYNAMIC);
        return new TensorType(
                type.part()
                        .or(type::element)
                        .orElseThrow(() ->
                                new UnsupportedModelException(
                                        node.place(), "OpenVINO has no element type for " + type)),
                type.isComplex() ? shape.followedBy(Dimension.of(2)) : shape);
    }
}

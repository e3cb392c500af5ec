package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.tf.CloseMatch;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Finds the places of a graph that users name, and tells them what they may have meant.
final class CutNames {
    /// Where an input begins.
    sealed interface Target {
        /// A placeholder.
        record Source(TfNode node) implements Target {
            @Override
            public TfEdge tensor() {
                return TfEdge.of(node.name(), 0);
            }

            @Override
            public String placeholder() {
                return node.name();
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        }

        /// In front of a data input of a node.
        record Input(TfNode node, int port) implements Target {
            @Override
            public TfEdge tensor() {
                return node.dataInputs().get(port);
            }

            @Override
            public String placeholder() {
                return node.name() + "/placeholder_port_" + port;
            }

            @Override
            public List<String> names() {
                return List.of(port + ":" + node.name());
            }
        }

        /// Behind an output of a node.
        record Output(TfNode node, int port) implements Target {
            @Override
            public TfEdge tensor() {
                return TfEdge.of(node.name(), port);
            }

            @Override
            public String placeholder() {
                return node.name() + "/placeholder_out_port_" + port;
            }

            @Override
            public List<String> names() {
                return port == 0
                        ? List.of(node.name() + ":0", node.name())
                        : List.of(node.name() + ":" + port);
            }
        }

        /// The tensor whose place the input takes.
        TfEdge tensor();

        /// The name of the placeholder, as the Model Optimizer gives it.
        String placeholder();

        /// What else the input is called.
        List<String> names();
    }

    /// A tensor that becomes an output.
    ///
    /// @param consumer the node at whose input it was found, or empty
    /// @param port which of the consumer's inputs
    record Found(TfEdge tensor, String consumer, int port, List<String> keys) {}

    private static final Pattern INPUT_PORT = Pattern.compile("(\\d{1,9}):(.+)", Pattern.DOTALL);
    private static final Pattern OUTPUT_PORT = Pattern.compile("(.+):(\\d{1,9})", Pattern.DOTALL);

    private final FrozenModel model;
    private final TfGraph graph;
    private final List<Problem> problems;
    private final Set<String> taken = new HashSet<>();

    /// @param problems receives what is wrong with names
    CutNames(FrozenModel model, List<Problem> problems) {
        this.model = model;
        this.graph = model.graph();
        this.problems = problems;
    }

    static boolean isPlaceholder(TfNode node) {
        return switch (node.op()) {
            case "Placeholder", "PlaceholderV2", "PlaceholderWithDefault" -> true;
            default -> false;
        };
    }

    /// A name that no node has, and that is not given again.
    String free(String name) {
        String candidate = name;
        for (int i = 1; graph.node(candidate).isPresent() || !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    /// The place behind a tensor.
    Target tensor(TfEdge edge, TfNode node) {
        return isPlaceholder(node)
                ? new Target.Source(node)
                : new Target.Output(node, edge.index());
    }

    /// The keys by which the signature's inputs know a place.
    List<String> keysOf(Target target) {
        return target instanceof Target.Input
                ? List.of()
                : keysOf(
                        model.signature().map(Signature::inputs).orElse(Map.of()), target.tensor());
    }

    private static List<String> keysOf(Map<String, Signature.Port> ports, TfEdge tensor) {
        return ports.entrySet().stream()
                .filter(port -> TfEdge.parse(port.getValue().tensor()).equals(tensor))
                .map(Map.Entry::getKey)
                .toList();
    }

    // Inputs

    /// The places that a name means; none if there is a problem with it.
    ///
    /// @param specific whether a shape or a value is given, which fits one place only
    List<Target> inputs(String flag, String name, boolean specific) {
        Optional<Signature.Port> port = port(name, true);
        if (port.isPresent()) {
            TfEdge edge = TfEdge.parse(port.get().tensor());
            Optional<TfNode> node = graph.node(edge.node());
            if (node.isPresent()) {
                return List.of(tensor(edge, node.get()));
            }
        }
        Optional<TfNode> node = graph.node(name);
        if (node.isPresent()) {
            return inputsOf(flag, node.get(), specific);
        }
        Matcher in = INPUT_PORT.matcher(name);
        if (in.matches()) {
            if (graph.node(in.group(2)).isPresent()) {
                return inputPort(flag, name, graph.node(in.group(2)).get(), number(in.group(1)));
            }
            Matcher both = OUTPUT_PORT.matcher(in.group(2));
            if (both.matches() && graph.node(both.group(1)).isPresent()) {
                return wrong(
                        flag,
                        "'" + name + "' names an input port and an output port",
                        "Write " + in.group(1) + ":" + both.group(1) + " or " + in.group(2) + ".");
            }
        }
        Matcher out = OUTPUT_PORT.matcher(name);
        if (out.matches() && graph.node(out.group(1)).isPresent()) {
            return outputPort(flag, name, graph.node(out.group(1)).get(), number(out.group(2)));
        }
        noSuchNode(flag, name);
        return List.of();
    }

    private Optional<Signature.Port> port(String key, boolean inputFirst) {
        return model.signature()
                .flatMap(signature -> {
                    Signature.Port input = signature.inputs().get(key);
                    Signature.Port output = signature.outputs().get(key);
                    Signature.Port first = inputFirst ? input : output;
                    return Optional.ofNullable(first != null ? first : inputFirst ? output : input);
                });
    }

    private List<Target> inputsOf(String flag, TfNode node, boolean specific) {
        if (isPlaceholder(node)) {
            return List.of(new Target.Source(node));
        }
        int count = node.dataInputs().size();
        if (count == 0) {
            return List.of(new Target.Output(node, 0));
        }
        if (count == 1) {
            return List.of(new Target.Input(node, 0));
        }
        List<Integer> fed =
                IntStream.range(0, count)
                        .filter(port -> !isConstant(node.dataInputs().get(port)))
                        .boxed()
                        .toList();
        if (specific) {
            return wrong(
                    flag,
                    node.place() + " has " + count + " inputs, so it is not clear which is meant",
                    "Say which: "
                            + (fed.isEmpty() ? List.of(0) : fed)
                                    .stream()
                                            .map(port -> port + ":" + node.name())
                                            .limit(5)
                                            .collect(Collectors.joining(" or "))
                            + ", or "
                            + node.name()
                            + ":0 for its output.");
        }
        return fed.stream().<Target>map(port -> new Target.Input(node, port)).toList();
    }

    /// Whether a tensor is a constant, perhaps behind nodes that change nothing.
    private boolean isConstant(TfEdge edge) {
        Set<String> seen = new HashSet<>();
        TfNode node = graph.node(edge.node()).orElse(null);
        while (node != null
                && node.op().equals("Identity")
                && !node.dataInputs().isEmpty()
                && seen.add(node.name())) {
            node = graph.node(node.dataInputs().getFirst().node()).orElse(null);
        }
        return node != null && node.op().equals("Const");
    }

    private List<Target> inputPort(String flag, String name, TfNode node, int port) {
        int count = node.dataInputs().size();
        if (isPlaceholder(node)) {
            return wrong(
                    flag,
                    "'" + name + "' names an input port, but " + node.place() + " has none",
                    "Write " + node.name() + ".");
        }
        if (port >= count) {
            return wrong(
                    flag,
                    "'"
                            + name
                            + "' names input port "
                            + port
                            + ", but "
                            + node.place()
                            + " has "
                            + ports(count, "input"),
                    count == 0
                            ? "Write " + node.name() + ":0 for its output."
                            : "Write 0:"
                                    + node.name()
                                    + (count == 1
                                            ? "."
                                            : " to " + (count - 1) + ":" + node.name() + "."));
        }
        return List.of(new Target.Input(node, port));
    }

    private List<Target> outputPort(String flag, String name, TfNode node, int port) {
        Set<Integer> outputs = takenOutputs(node);
        if (port > 0 && (isPlaceholder(node) || !outputs.contains(port))) {
            return wrong(
                    flag,
                    "'"
                            + name
                            + "' names output port "
                            + port
                            + ", but of "
                            + node.place()
                            + (isPlaceholder(node) || outputs.isEmpty()
                                    ? " there is only output 0"
                                    : " only these outputs are used: "
                                            + outputs.stream()
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(", "))),
                    "Write "
                            + node.name()
                            + ":"
                            + (outputs.isEmpty() || isPlaceholder(node)
                                    ? 0
                                    : outputs.iterator().next())
                            + ".");
        }
        return List.of(tensor(TfEdge.of(node.name(), port), node));
    }

    /// The numbers of the outputs that other nodes, or the signature, take.
    private Set<Integer> takenOutputs(TfNode node) {
        Set<Integer> outputs = new TreeSet<>();
        for (TfNode consumer : graph.nodes()) {
            for (TfEdge edge : consumer.inputs()) {
                if (!edge.control() && edge.node().equals(node.name())) {
                    outputs.add(edge.index());
                }
            }
        }
        model.signature()
                .ifPresent(signature ->
                        signature.outputs().values().stream()
                                .map(port -> TfEdge.parse(port.tensor()))
                                .filter(edge -> edge.node().equals(node.name()))
                                .forEach(edge -> outputs.add(edge.index())));
        return outputs;
    }

    private static String ports(int count, String kind) {
        return count == 0
                ? "no " + kind + "s"
                : count == 1 ? "only " + kind + " 0" : kind + "s 0 to " + (count - 1);
    }

    // Outputs

    /// The tensor that a name means; nothing if there is a problem with it.
    Optional<Found> output(String name) {
        Optional<Signature.Port> port = port(name, false);
        if (port.isPresent()) {
            TfEdge edge = TfEdge.parse(port.get().tensor());
            if (graph.node(edge.node()).isPresent()) {
                return found(edge);
            }
        }
        if (graph.node(name).isPresent()) {
            return found(TfEdge.of(name, 0));
        }
        Matcher in = INPUT_PORT.matcher(name);
        if (in.matches() && graph.node(in.group(2)).isPresent()) {
            TfNode node = graph.node(in.group(2)).get();
            List<Target> at = inputPort("--output", name, node, number(in.group(1)));
            return at.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Found(
                                    at.getFirst().tensor(),
                                    node.name(),
                                    number(in.group(1)),
                                    List.of()));
        }
        Matcher out = OUTPUT_PORT.matcher(name);
        if (out.matches() && graph.node(out.group(1)).isPresent()) {
            TfNode node = graph.node(out.group(1)).get();
            int index = number(out.group(2));
            if (index > 0 && isPlaceholder(node)) {
                wrong(
                        "--output",
                        "'"
                                + name
                                + "' names output port "
                                + index
                                + ", but of "
                                + node.place()
                                + " there is only output 0",
                        "Write " + node.name() + ".");
                return Optional.empty();
            }
            return found(TfEdge.of(node.name(), index));
        }
        noSuchNode("--output", name);
        return Optional.empty();
    }

    private Optional<Found> found(TfEdge tensor) {
        List<String> keys =
                keysOf(model.signature().map(Signature::outputs).orElse(Map.of()), tensor);
        return Optional.of(new Found(tensor, "", 0, keys));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    // Words

    private List<Target> wrong(String flag, String what, String remedy) {
        problems.add(Problem.of(Code.USAGE, flag, what, remedy));
        return List.of();
    }

    private void noSuchNode(String flag, String name) {
        List<String> near = closest(name);
        problems.add(
                Problem.of(
                        Code.USAGE,
                        flag,
                        "the model has no node '" + name + "'",
                        near.isEmpty()
                                ? "tf2ov inspect lists the inputs and outputs of a model."
                                : near.stream()
                                        .map(one -> "'" + one + "'")
                                        .collect(
                                                Collectors.joining(" or ", "Did you mean ", "?"))));
    }

    /// Names that the user may have meant, the likeliest first.
    private List<String> closest(String name) {
        String plain = name.replaceAll("^\\d+:|:\\d+$", "");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        List<String> all = new ArrayList<>();
        model.signature()
                .ifPresent(signature -> {
                    all.addAll(signature.inputs().keySet());
                    all.addAll(signature.outputs().keySet());
                });
        graph.nodes().forEach(node -> all.add(node.name()));
        Set<String> near = new java.util.LinkedHashSet<>();
        CloseMatch.of(plain, all).ifPresent(near::add);
        all.stream()
                .filter(candidate ->
                        candidate.equalsIgnoreCase(plain)
                                || candidate.endsWith("/" + last)
                                || candidate.startsWith(plain))
                .limit(3)
                .forEach(near::add);
        return near.stream().limit(3).toList();
    }
}

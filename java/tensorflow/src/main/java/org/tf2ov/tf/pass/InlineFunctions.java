package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.CloseMatch;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Puts the bodies of functions in the place of their calls.
///
///     y = PartitionedCall(x) {f=dense}        where dense(a) { m = MatMul(a, w); return m }
///     y/m = MatMul(x, w)
///     y = Identity(y/m)
///
/// A node inside is called `<call>/<node>`, as TensorFlow calls it when it inlines. The call itself
/// stays as an `Identity` (`IdentityN` if it has several outputs, `NoOp` if it has none), so that
/// its name goes on meaning the same. What had to run before the call, runs before those nodes of
/// the body that need nothing else; what a function promises to have run, runs before the call's
/// node.
///
/// The bodies of loops and branches stay functions. Calls in them are inlined, too; functions that
/// nobody needs any more are gone.
final class InlineFunctions implements FreezeStep {
    /// How many nodes a graph may become, and how many characters their names may have.
    static final long MOST_NODES = 2_000_000;

    static final long MOST_CHARACTERS = 256_000_000;

    private static final int MOST_BODIES = 100_000;

    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        if (graph.functions().isEmpty()
                && graph.nodes().stream().noneMatch(InlineFunctions::isCall)) {
            return graph;
        }
        return new Work(graph, task).run();
    }

    private static boolean isCall(TfNode node) {
        return switch (node.op()) {
            case "PartitionedCall", "StatefulPartitionedCall", "RemoteCall", "SymbolicGradient" ->
                    true;
            default -> false;
        };
    }

    private static final class Work {
        private final TfGraph graph;
        private final Findings findings;
        private final Set<String> functionsOfFile;
        private final Calls calls;
        private final Map<String, Map<String, TfNode>> bodies = new HashMap<>();

        /// A function that a node which stays names.
        ///
        /// @param attributes what its parameters are there
        private record Body(String function, Map<String, TfAttribute> attributes) {}

        /// The names that bodies get.
        private final Map<Body, String> kept = new HashMap<>();

        private final Deque<Body> open = new ArrayDeque<>();
        private final Set<String> keptNames = new HashSet<>();
        private long outputs;

        private Work(TfGraph graph, Task task) {
            this.graph = graph;
            this.findings = task.findings();
            this.functionsOfFile = task.model().graph().functions().keySet();
            this.calls = new Calls(graph);
        }

        private TfGraph run() {
            checkBudget();
            List<TfNode> nodes = new Scope("", Set.of(), false).inline(graph.nodes());
            List<TfFunction> library = new ArrayList<>();
            while (!open.isEmpty()) {
                Body body = open.remove();
                library.add(written(body, kept.get(body)));
            }
            return new TfGraph(nodes, library, graph.versions());
        }

        private void checkBudget() {
            List<TfNode> all = new ArrayList<>(graph.nodes());
            bodies().forEach(body -> all.addAll(body.nodes()));
            long nodes = 0;
            long characters = 0;
            for (TfNode node : all) {
                nodes = Math.min(Calls.INFINITY, nodes + calls.nodes(node));
                characters = Math.min(Calls.INFINITY, characters + calls.characters(node));
            }
            if (nodes > MOST_NODES || characters > MOST_CHARACTERS) {
                TfNode largest =
                        all.stream().max(Comparator.comparingLong(calls::characters)).orElseThrow();
                throw new Tf2ovException(
                        Problem.of(
                                Code.LIMIT_EXCEEDED,
                                largest.place(),
                                "the functions of this model call each other so often that its graph"
                                        + " would have "
                                        + (nodes > MOST_NODES
                                                ? "more than " + MOST_NODES + " nodes"
                                                : "names of more than "
                                                        + MOST_CHARACTERS
                                                        + " characters"),
                                "Cut the model before it with --output."));
            }
        }

        /// The functions that stay, because a loop or a branch names them.
        private List<TfFunction> bodies() {
            List<List<TfNode>> all = new ArrayList<>(List.of(graph.nodes()));
            for (String name : Calls.reached(graph, graph.nodes())) {
                all.add(graph.functions().get(name).nodes());
            }
            Set<String> names = new LinkedHashSet<>();
            for (List<TfNode> nodes : all) {
                for (TfNode node : nodes) {
                    if (calls.of(node).isEmpty()) {
                        Calls.named(node).forEach(named -> names.add(named.name()));
                    }
                }
            }
            return names.stream()
                    .filter(graph.functions()::containsKey)
                    .map(graph.functions()::get)
                    .toList();
        }

        private Map<String, TfNode> nodes(TfFunction function) {
            return bodies.computeIfAbsent(
                    function.name(),
                    _ -> {
                        Map<String, TfNode> byName = HashMap.newHashMap(function.nodes().size());
                        function.nodes().forEach(node -> byName.put(node.name(), node));
                        return byName;
                    });
        }

        // Bodies of loops and branches

        /// The same function without calls.
        private TfFunction written(Body body, String name) {
            TfFunction function = graph.functions().get(body.function());
            Set<String> arguments =
                    function.inputs().stream()
                            .map(TfFunction.Argument::name)
                            .collect(Collectors.toSet());
            Scope scope = new Scope(name, arguments, true);
            Frame frame = scope.root(function.nodes(), nodes(function), body.attributes());
            List<TfNode> nodes = scope.inline(frame);
            Map<String, TfEdge> returns = new TreeMap<>();
            function.returns()
                    .forEach((output, edge) -> returns.put(output, scope.resolve(frame, edge)));
            boolean bound = !body.attributes().isEmpty();
            return new TfFunction(
                    name,
                    bound ? frame.parameters.typed(function.inputs()) : function.inputs(),
                    bound ? frame.parameters.typed(function.outputs()) : function.outputs(),
                    function.controlOutputs(),
                    nodes,
                    returns,
                    function.controlReturns(),
                    function.attributes(),
                    function.argumentAttributes(),
                    bound ? List.of() : function.parameters(),
                    function.stateful());
        }

        /// The attribute of a node that stays and names a function, with the name that the function
        /// gets.
        private TfAttribute.Function keep(TfNode node, TfAttribute.Function named, String where) {
            TfFunction function = graph.functions().get(named.name());
            if (function == null) {
                return named; // an operation, or a problem of whoever needs the function
            }
            Optional<Problem> problem = calls.problem(function);
            if (problem.isPresent()) {
                findings.problem(where.isEmpty() ? node.name() : where, problem.get());
                return named;
            }
            Map<String, TfAttribute> attributes =
                    function.parameters().isEmpty()
                            ? Map.of()
                            : FunctionParameters.withDefaults(function, named.attributes());
            Body body = new Body(function.name(), attributes);
            String name = kept.get(body);
            if (name == null) {
                if (kept.size() >= MOST_BODIES) {
                    throw new Tf2ovException(
                            Problem.of(
                                    Code.LIMIT_EXCEEDED,
                                    node.place(),
                                    "the model has more than "
                                            + MOST_BODIES
                                            + " bodies of loops and branches"));
                }
                name = function.name();
                for (int i = 1; !keptNames.add(name); i++) {
                    name = function.name() + "_" + i;
                }
                kept.put(body, name);
                open.add(body);
            }
            return new TfAttribute.Function(
                    name, attributes.isEmpty() ? named.attributes() : Map.of());
        }

        /// A body that is being written out.
        ///
        /// Each has its own map of those names only that were taken already.
        private static final class Frame {
            private final List<TfNode> nodes;
            private final Map<String, TfNode> byName;
            private final String prefix;
            private final Map<String, List<TfEdge>> arguments;
            private final FunctionParameters parameters;
            private final List<TfEdge> before;
            private final Map<String, String> renamed = new HashMap<>(0);
            private final TfNode caller;
            private final TfFunction function;
            private int next;

            private Frame(
                    List<TfNode> nodes,
                    Map<String, TfNode> byName,
                    String prefix,
                    Map<String, List<TfEdge>> arguments,
                    FunctionParameters parameters,
                    List<TfEdge> before,
                    TfNode caller,
                    TfFunction function) {
                this.nodes = nodes;
                this.byName = byName;
                this.prefix = prefix;
                this.arguments = arguments;
                this.parameters = parameters;
                this.before = before;
                this.caller = caller;
                this.function = function;
            }

            private boolean isRoot() {
                return caller == null;
            }

            private String name(String local) {
                String other = renamed.get(local);
                return other != null ? other : prefix.isEmpty() ? local : prefix + local;
            }
        }

        /// The graph, or one function of the library, into which bodies are written.
        private final class Scope {
            private final String function;
            private final Set<String> taken;
            private final Map<String, Integer> attempts = new HashMap<>();

            /// Whether edges name outputs, as in functions, and do not only count them.
            private final boolean named;

            private final List<TfNode> done = new ArrayList<>();

            private Scope(String function, Set<String> arguments, boolean named) {
                this.function = function;
                this.taken = new HashSet<>(arguments);
                this.named = named;
            }

            private List<TfNode> inline(List<TfNode> nodes) {
                Map<String, TfNode> byName = HashMap.newHashMap(nodes.size());
                nodes.forEach(node -> byName.put(node.name(), node));
                return inline(root(nodes, byName, Map.of()));
            }

            private Frame root(
                    List<TfNode> nodes,
                    Map<String, TfNode> byName,
                    Map<String, TfAttribute> attributes) {
                return new Frame(
                        nodes,
                        byName,
                        "",
                        Map.of(),
                        FunctionParameters.open(attributes),
                        List.of(),
                        null,
                        null);
            }

            private List<TfNode> inline(Frame root) {
                root.nodes.forEach(node -> taken.add(node.name()));
                Deque<Frame> stack = new ArrayDeque<>();
                stack.push(root);
                while (!stack.isEmpty()) {
                    Frame frame = stack.element();
                    if (frame.next == frame.nodes.size()) {
                        stack.pop();
                        if (!frame.isRoot()) {
                            done.add(returned(frame));
                        }
                        continue;
                    }
                    TfNode local = frame.nodes.get(frame.next++);
                    TfNode node = resolve(frame, local);
                    Optional<Calls.Call> call = callable(frame, local);
                    Optional<Frame> callee = call.flatMap(callable -> enter(node, callable));
                    if (callee.isPresent()) {
                        stack.push(callee.get());
                    } else {
                        stay(node, call.isPresent());
                    }
                }
                return done;
            }

            /// A node that is not inlined, with what is wrong if that is.
            private void stay(TfNode node, boolean failed) {
                if (!failed) {
                    checkThatStays(node);
                }
                done.add(withFunctionsKept(node));
            }

            private void checkThatStays(TfNode node) {
                switch (node.op()) {
                    case "PartitionedCall", "StatefulPartitionedCall" -> {
                        Optional<Problem> problem = calls.problem(node);
                        if (problem.isPresent()) {
                            findings.problem(key(node), problem.get());
                            return;
                        }
                        String name =
                                node.attributes().get("f") instanceof TfAttribute.Function called
                                        ? called.name()
                                        : "";
                        problem(
                                node,
                                Code.MALFORMED_INPUT,
                                name.isEmpty()
                                        ? "the call does not say which function it calls"
                                        : "it calls the function '"
                                                + name
                                                + "', which the model does not have",
                                CloseMatch.of(name, functionsOfFile)
                                        .map(match -> "Did its author mean '" + match + "'?")
                                        .orElse(
                                                "Export the model again, with its function"
                                                        + " library."));
                    }
                    case "RemoteCall" ->
                            problem(
                                    node,
                                    Code.NOT_SUPPORTED,
                                    "it calls a function on another machine",
                                    "Export the model without RemoteCall, or cut it with --output.");
                    case "SymbolicGradient" ->
                            problem(
                                    node,
                                    Code.NOT_SUPPORTED,
                                    "it stands for the gradient of a function",
                                    "Export the model for inference, or cut it with --output.");
                    default ->
                            calls.problem(node)
                                    .ifPresent(problem -> findings.problem(key(node), problem));
                }
            }

            private void problem(TfNode node, Code code, String what, String remedy) {
                String place = function.isEmpty() ? "" : "function '" + function + "', ";
                findings.problem(key(node), Problem.of(code, place + node.place(), what, remedy));
            }

            private String key(TfNode node) {
                return function.isEmpty() ? node.name() : Findings.key(function);
            }

            private TfNode withFunctionsKept(TfNode node) {
                if (Calls.named(node).isEmpty()) {
                    return node;
                }
                Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
                String where = function.isEmpty() ? "" : Findings.key(function);
                attributes.replaceAll((_, value) ->
                        switch (value) {
                            case TfAttribute.Function named -> keep(node, named, where);
                            case TfAttribute.Items items when !items.functions().isEmpty() ->
                                    Attributes.functions(
                                            items.functions().stream()
                                                    .map(named -> keep(node, named, where))
                                                    .toList());
                            default -> value;
                        });
                return node.withAttributes(attributes);
            }

            /// The call that a node is, if nothing forbids to inline it.
            private Optional<Calls.Call> callable(Frame frame, TfNode local) {
                return calls.of(local)
                        .filter(call -> calls.problem(call.function()).isEmpty())
                        .map(call ->
                                new Calls.Call(
                                        call.function(),
                                        frame.parameters.bound(call.attributes())));
            }

            /// Begins to write out a body, unless the call does not fit the function.
            ///
            /// @param caller the call, with the names and inputs that it has out here
            private Optional<Frame> enter(TfNode caller, Calls.Call call) {
                TfFunction callee = call.function();
                FunctionParameters parameters = FunctionParameters.of(callee, call.attributes());
                List<TfEdge> given = caller.dataInputs();
                Map<String, List<TfEdge>> arguments = HashMap.newHashMap(callee.inputs().size());
                long wanted = 0;
                for (TfFunction.Argument argument : callee.inputs()) {
                    long count = parameters.types(argument).size();
                    if (wanted + count <= given.size()) {
                        arguments.put(
                                argument.name(),
                                given.subList((int) wanted, (int) (wanted + count)));
                    }
                    wanted += count;
                }
                if (wanted != given.size()) {
                    problem(
                            caller,
                            Code.MALFORMED_INPUT,
                            "it has "
                                    + given.size()
                                    + (given.size() == 1 ? " input" : " inputs")
                                    + ", but the function '"
                                    + callee.name()
                                    + "' takes "
                                    + wanted,
                            "The model is damaged; export it again.");
                    return Optional.empty();
                }
                String prefix = caller.name() + "/";
                Frame frame =
                        new Frame(
                                callee.nodes(),
                                nodes(callee),
                                prefix,
                                arguments,
                                parameters,
                                before(caller),
                                caller,
                                callee);
                for (TfNode node : callee.nodes()) {
                    String name = prefix + node.name();
                    if (!taken.add(name)) {
                        frame.renamed.put(node.name(), free(name));
                    }
                }
                return Optional.of(frame);
            }

            /// What has to run before the body does: one node, so that few edges suffice.
            private List<TfEdge> before(TfNode caller) {
                List<TfEdge> control = caller.controlInputs();
                if (control.size() < 2) {
                    return control;
                }
                String name = free(caller.name() + "/input_control_node");
                done.add(new TfNode(name, "NoOp", control, Map.of(), caller.device()));
                return List.of(TfEdge.after(name));
            }

            private String free(String name) {
                if (taken.add(name)) {
                    return name;
                }
                while (true) {
                    String other = name + "_" + attempts.merge(name, 1, Integer::sum);
                    if (taken.add(other)) {
                        return other;
                    }
                }
            }

            /// What stands in the place of a call whose body has been written out.
            private TfNode returned(Frame frame) {
                List<TfEdge> inputs = new ArrayList<>();
                List<Integer> types = new ArrayList<>();
                for (TfFunction.Argument output : frame.function.outputs()) {
                    TfEdge edge = frame.function.returns().get(output.name());
                    List<Integer> parts = frame.parameters.types(output);
                    checkOutputs(frame.caller, parts.size());
                    types.addAll(parts);
                    for (int i = 0; i < parts.size(); i++) {
                        inputs.add(
                                resolve(
                                        frame,
                                        new TfEdge(
                                                edge.node(),
                                                edge.output(),
                                                edge.index() + i,
                                                false)));
                    }
                }
                Set<TfEdge> after = new LinkedHashSet<>(frame.before);
                frame.function.controlReturns().values().stream()
                        .filter(frame.byName::containsKey)
                        .forEach(node -> after.add(TfEdge.after(frame.name(node))));
                inputs.addAll(after);
                TfNode caller = frame.caller;
                return switch (types.size()) {
                    case 0 -> new TfNode(caller.name(), "NoOp", inputs, Map.of(), caller.device());
                    case 1 ->
                            new TfNode(
                                    caller.name(),
                                    "Identity",
                                    inputs,
                                    Map.of("T", new TfAttribute.Type(types.getFirst())),
                                    caller.device());
                    default ->
                            new TfNode(
                                    caller.name(),
                                    "IdentityN",
                                    inputs,
                                    Map.of("T", Attributes.types(types)),
                                    caller.device());
                };
            }

            private void checkOutputs(TfNode caller, int more) {
                outputs += more;
                if (outputs > MOST_NODES) {
                    throw new Tf2ovException(
                            Problem.of(
                                    Code.LIMIT_EXCEEDED,
                                    caller.place(),
                                    "the calls of functions have more than "
                                            + MOST_NODES
                                            + " outputs"));
                }
            }

            // Names

            private TfNode resolve(Frame frame, TfNode local) {
                List<TfEdge> inputs = new ArrayList<>(local.inputs().size());
                local.inputs().forEach(edge -> resolve(frame, edge, inputs));
                if (inputs.isEmpty() || comesFromArgumentsOnly(frame, local)) {
                    inputs.addAll(frame.before);
                }
                Map<String, TfAttribute> attributes = frame.parameters.bound(local.attributes());
                if (!frame.isRoot() && Flow.ENTER.is(local)) {
                    // Two calls of one function have two loops.
                    attributes =
                            Attributes.with(
                                    attributes,
                                    "frame_name",
                                    new TfAttribute.Text(
                                            frame.prefix + local.text("frame_name", "")));
                }
                String name = frame.name(local.name());
                return frame.isRoot()
                                && inputs.equals(local.inputs())
                                && attributes.equals(local.attributes())
                        ? local
                        : new TfNode(name, local.op(), inputs, attributes, local.device());
            }

            /// Whether nothing in the body runs before a node.
            private boolean comesFromArgumentsOnly(Frame frame, TfNode local) {
                return !frame.before.isEmpty()
                        && local.inputs().stream()
                                .allMatch(edge -> frame.arguments.containsKey(edge.node()));
            }

            private void resolve(Frame frame, TfEdge edge, List<TfEdge> to) {
                List<TfEdge> argument = frame.arguments.get(edge.node());
                if (!edge.control()) {
                    to.add(resolve(frame, edge));
                } else if (argument == null) {
                    to.add(frame.isRoot() ? edge : TfEdge.after(frame.name(edge.node())));
                } else {
                    argument.stream().map(given -> TfEdge.after(given.node())).forEach(to::add);
                }
            }

            /// Where an edge of a body comes from out here.
            private TfEdge resolve(Frame frame, TfEdge edge) {
                List<TfEdge> argument = frame.arguments.get(edge.node());
                if (argument != null) {
                    if (edge.index() < argument.size()) {
                        return argument.get(edge.index());
                    }
                    throw noSuchOutput(frame, edge);
                }
                TfNode producer = frame.byName.get(edge.node());
                if (producer == null) {
                    return edge; // an argument of the function that is written to
                }
                Optional<Calls.Call> call = callable(frame, producer);
                if (frame.isRoot() && call.isEmpty()) {
                    return edge;
                }
                Optional<Integer> number =
                        edge.output().isEmpty()
                                ? Optional.of(edge.index())
                                : call.isPresent() && library(producer)
                                        ? number(call.get(), edge)
                                        : OutputArguments.number(producer(frame, producer), edge);
                if (number.isEmpty()) {
                    throw noSuchOutput(frame, edge);
                }
                String name = frame.name(edge.node());
                if (!named) {
                    return TfEdge.of(name, number.get());
                }
                return call.isPresent()
                        ? new TfEdge(name, "output", number.get(), false)
                        : new TfEdge(name, edge.output(), edge.index(), false);
            }

            private TfNode producer(Frame frame, TfNode local) {
                return local.withAttributes(frame.parameters.bound(local.attributes()));
            }

            /// Whether a node calls a function by having its name.
            private boolean library(TfNode node) {
                return graph.functions().containsKey(node.op());
            }

            private Optional<Integer> number(Calls.Call call, TfEdge edge) {
                FunctionParameters parameters =
                        FunctionParameters.of(call.function(), call.attributes());
                int before = 0;
                for (TfFunction.Argument output : call.function().outputs()) {
                    if (output.name().equals(edge.output())) {
                        return Optional.of(before + edge.index());
                    }
                    before += parameters.types(output).size();
                }
                return Optional.empty();
            }

            private Tf2ovException noSuchOutput(Frame frame, TfEdge edge) {
                String place =
                        frame.function != null
                                ? frame.function.place()
                                : function.isEmpty() ? "the graph" : "function '" + function + "'";
                return new Tf2ovException(
                        Problem.of(
                                Code.MALFORMED_INPUT,
                                place,
                                "the tensor '"
                                        + edge
                                        + "' is used, but there is no such output"
                                        + Optional.ofNullable(frame.byName.get(edge.node()))
                                                .map(node -> " of " + node.place())
                                                .orElse("")));
            }
        }
    }
}

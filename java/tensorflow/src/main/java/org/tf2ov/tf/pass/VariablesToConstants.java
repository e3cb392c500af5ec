package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// Puts constants in the place of variables.
///
///     w = VarHandleOp()                w = Const()
///     r = ReadVariableOp(w)            r = Identity(w)
///
/// Names stay, as they do when TensorFlow freezes. Handles become values wherever they go, also into
/// the bodies of loops and branches: an argument that was a resource becomes a tensor. Values stay
/// in the checkpoint's files.
///
/// A variable that changes while the model runs cannot become a constant; if something needed reads
/// it afterwards, that is a problem.
final class VariablesToConstants implements FreezeStep {
    private static final int MOST_ASSIGNMENTS = 1_000;

    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        return graph.nodes().stream().anyMatch(VariablesToConstants::concerns)
                        || graph.functions().values().stream()
                                .flatMap(function -> function.nodes().stream())
                                .anyMatch(VariablesToConstants::concerns)
                ? new Work(graph, task).run()
                : graph;
    }

    private static boolean concerns(TfNode node) {
        return VariableOps.isVariable(node)
                || VariableOps.isRead(node)
                || VariableOps.withoutReference(node.op()).isPresent();
    }

    /// What is known of a handle, or of a reference.
    ///
    /// @param variable the name of the variable's node, or of the argument that brought it
    private record Handle(String variable, DataType type, PartialShape shape) {}

    /// A function whose arguments are such handles, or null where they are something else.
    private record Typed(String function, List<DataType> handles) {}

    private static final class Work {
        private final TfGraph graph;
        private final Findings findings;
        private final VariableValues values;
        private final InitialValues initialValues;
        private final Set<String> needed;
        private final Map<String, TfTensor> constants = new HashMap<>();
        private final Map<String, TfEdge> initial = new LinkedHashMap<>();
        private final Map<Typed, String> names = new LinkedHashMap<>();
        private final Deque<Typed> open = new ArrayDeque<>();
        private final Set<String> takenNames = new HashSet<>();

        private Work(TfGraph graph, Task task) {
            this.graph = graph;
            this.findings = task.findings();
            this.values = new VariableValues(task.model(), findings);
            this.initialValues = new InitialValues(graph);
            this.needed = Ends.needed(graph, task);
        }

        private TfGraph run() {
            for (TfNode node : graph.nodes()) {
                if (VariableOps.isVariable(node) && needed.contains(node.name())) {
                    find(node, node.name());
                }
            }
            Body main = new Body("", graph.nodes(), Map.of());
            new Assignments(main).check();
            List<TfNode> nodes = main.rewritten();
            List<TfFunction> library = new ArrayList<>();
            while (!open.isEmpty()) {
                library.add(function(open.remove()));
            }
            values.tellMissing();
            tellInitial();
            return new TfGraph(nodes, library, graph.versions());
        }

        /// @param key under which what is found is kept
        private void find(TfNode variable, String key) {
            Optional<TfEdge> beginning =
                    values.none() && key.equals(variable.name())
                            ? initialValues.of(variable)
                            : Optional.empty();
            if (beginning.isPresent()) {
                initial.put(key, beginning.get());
            } else {
                values.checked(variable).ifPresent(value -> constants.put(key, value));
            }
        }

        private void tellInitial() {
            if (!initial.isEmpty()) {
                findings.remark(
                        "The model has no checkpoint: "
                                + (initial.size() == 1
                                        ? "the variable '"
                                                + initial.keySet().iterator().next()
                                                + "' has its initial value."
                                        : initial.size()
                                                + " variables have their initial values, among them"
                                                + " '"
                                                + initial.keySet().iterator().next()
                                                + "'."));
            }
        }

        // Functions

        /// The name of a function whose arguments are handles of these types.
        private String typed(String function, List<DataType> handles) {
            if (!graph.functions().containsKey(function)) {
                return function;
            }
            boolean any = handles.stream().anyMatch(type -> type != null);
            Typed typed = new Typed(function, any ? handles : List.of());
            String name = names.get(typed);
            if (name == null) {
                name = function;
                for (int i = 1;
                        !takenNames.add(name) || i > 1 && graph.functions().containsKey(name);
                        i++) {
                    name = function + "_" + i;
                }
                names.put(typed, name);
                open.add(typed);
            }
            return name;
        }

        private TfFunction function(Typed typed) {
            TfFunction function = graph.functions().get(typed.function());
            String name = names.get(typed);
            List<DataType> handles = typed.handles();
            Map<String, Handle> arguments = new HashMap<>();
            List<TfFunction.Argument> inputs = new ArrayList<>(function.inputs());
            Map<Integer, Map<String, TfAttribute>> annotations =
                    new TreeMap<>(function.argumentAttributes());
            for (int i = 0; i < Math.min(handles.size(), inputs.size()); i++) {
                if (handles.get(i) != null) {
                    String argument = inputs.get(i).name();
                    arguments.put(
                            argument, new Handle(argument, handles.get(i), PartialShape.DYNAMIC));
                    inputs.set(i, of(inputs.get(i), handles.get(i)));
                    annotations.remove(i);
                }
            }
            Body body = new Body(name, function.nodes(), arguments);
            function.nodes().stream()
                    .filter(VariableOps::isVariable)
                    .forEach(node -> find(node, body.key(node)));
            List<TfFunction.Argument> outputs =
                    function.outputs().stream()
                            .map(output ->
                                    output.type() == DataType.RESOURCE.number()
                                            ? body.handle(function.returns().get(output.name()))
                                                    .map(handle -> of(output, handle.type()))
                                                    .orElse(output)
                                            : output)
                            .toList();
            Map<String, TfEdge> returns = new TreeMap<>(function.returns());
            returns.replaceAll((_, edge) -> body.renamed(edge));
            return new TfFunction(
                    name,
                    inputs,
                    outputs,
                    function.controlOutputs(),
                    body.rewritten(),
                    returns,
                    function.controlReturns(),
                    function.attributes(),
                    annotations,
                    function.parameters(),
                    function.stateful());
        }

        private static TfFunction.Argument of(TfFunction.Argument argument, DataType type) {
            return new TfFunction.Argument(argument.name(), type.number(), "", "", "", false);
        }

        /// The graph, or a function.
        private final class Body {
            private final String function;
            private final List<TfNode> nodes;
            private final Map<String, TfNode> byName;
            private final Map<String, Handle> arguments;
            private final Map<TfEdge, Optional<Handle>> handles = new HashMap<>();
            private final List<TfNode> done = new ArrayList<>();

            private Body(String function, List<TfNode> nodes, Map<String, Handle> arguments) {
                this.function = function;
                this.nodes = nodes;
                this.arguments = arguments;
                this.byName = HashMap.newHashMap(nodes.size());
                nodes.forEach(node -> byName.put(node.name(), node));
            }

            /// Functions may have variables of their own that are called like others elsewhere.
            private String key(TfNode variable) {
                return isMain() ? variable.name() : Findings.key(function) + " " + variable.name();
            }

            private boolean isMain() {
                return function.isEmpty();
            }

            private void problem(TfNode node, String what, String remedy) {
                String place = isMain() ? "" : "function '" + function + "', ";
                findings.problem(
                        isMain() ? node.name() : Findings.key(function),
                        Problem.of(Code.NOT_SUPPORTED, place + node.place(), what, remedy));
            }

            // Where handles come from

            /// The variable that an edge is a handle of, past whatever only hands it on.
            private Optional<Handle> handle(TfEdge from) {
                List<TfEdge> path = new ArrayList<>(1);
                TfEdge edge = from;
                Optional<Handle> found = Optional.empty();
                while (true) {
                    Optional<Handle> before = handles.putIfAbsent(edge, Optional.empty());
                    if (before != null) {
                        found = before;
                        break;
                    }
                    path.add(edge);
                    TfNode node = byName.get(edge.node());
                    if (node == null) {
                        found = Optional.ofNullable(arguments.get(edge.node()));
                        break;
                    }
                    if (VariableOps.isVariable(node)) {
                        found = ofVariable(node);
                        break;
                    }
                    if (node.attributes().get("value")
                            instanceof TfAttribute.Tensor(TfTensor value)) {
                        // TensorFlow 1 freezes so, and leaves the functions that read as they are.
                        found = Optional.of(new Handle(node.name(), value.type(), value.shape()));
                        break;
                    }
                    int next =
                            VariableOps.handsOn(
                                    node, OutputArguments.number(node, edge).orElse(-1));
                    List<TfEdge> inputs = node.dataInputs();
                    if (next < 0 || next >= inputs.size()) {
                        break;
                    }
                    edge = inputs.get(next);
                }
                for (TfEdge passed : path) {
                    handles.put(passed, found);
                }
                return found;
            }

            private Optional<Handle> ofVariable(TfNode node) {
                TfTensor value = constants.get(key(node));
                if (value != null) {
                    return Optional.of(new Handle(node.name(), value.type(), value.shape()));
                }
                return initial.containsKey(key(node))
                        ? Optional.of(
                                new Handle(
                                        node.name(),
                                        node.type("dtype"),
                                        node.shape("shape", PartialShape.DYNAMIC)))
                        : Optional.empty();
            }

            private Optional<Handle> handle(TfNode node, int input) {
                List<TfEdge> inputs = node.dataInputs();
                return input < inputs.size() ? handle(inputs.get(input)) : Optional.empty();
            }

            /// In functions, edges name outputs, and some names are different when a node is
            /// another operation.
            private TfEdge renamed(TfEdge edge) {
                TfNode node = byName.get(edge.node());
                boolean renamed =
                        node != null
                                && !edge.output().isEmpty()
                                && (VariableOps.isVariable(node)
                                        || node.op().equals("ReadVariableOp")
                                        || node.op().endsWith("IsInitializedOp")
                                        || node.op().equals("IsVariableInitialized"));
                return renamed ? new TfEdge(edge.node(), "output", edge.index(), false) : edge;
            }

            // What stands instead

            private List<TfNode> rewritten() {
                for (TfNode node : nodes) {
                    TfNode other = rewritten(node);
                    done.add(
                            isMain()
                                    ? other
                                    : other.withInputs(
                                            other.inputs().stream().map(this::renamed).toList()));
                }
                return done;
            }

            private TfNode rewritten(TfNode node) {
                return switch (node.op()) {
                    case "VarHandleOp", "VariableV2", "Variable", "AutoReloadVariable" ->
                            constant(node);
                    case "ReadVariableOp" ->
                            handle(node, 0)
                                    .map(handle ->
                                            as(
                                                    node,
                                                    "Identity",
                                                    node.inputs(),
                                                    Map.of(
                                                            "T",
                                                            new TfAttribute.Type(handle.type()))))
                                    .orElseGet(() -> unknown(node));
                    case "ResourceGather" -> gather(node);
                    case "ResourceGatherNd" ->
                            handle(node, 0)
                                    .map(handle -> {
                                        Map<String, TfAttribute> attributes =
                                                with(node, "Tparams", handle.type());
                                        attributes.remove("dtype");
                                        return as(node, "GatherNd", node.inputs(), attributes);
                                    })
                                    .orElseGet(() -> unknown(node));
                    case "VariableShape" ->
                            handle(node, 0)
                                    .map(handle ->
                                            as(
                                                    node,
                                                    "Shape",
                                                    node.inputs(),
                                                    with(node, "T", handle.type())))
                                    .orElseGet(() -> unknown(node));
                    case "VarIsInitializedOp", "IsVariableInitialized" ->
                            handle(node, 0)
                                    .map(_ ->
                                            as(
                                                    node,
                                                    "Const",
                                                    node.controlInputs(),
                                                    Constants.attributes(Constants.of(true))))
                                    .orElseGet(() -> unknown(node));
                    case "While", "StatelessWhile" -> loop(node);
                    case "If", "StatelessIf", "Case", "StatelessCase" -> branches(node);
                    default -> other(node);
                };
            }

            private TfNode constant(TfNode node) {
                TfTensor value = constants.get(key(node));
                if (value != null) {
                    return as(node, "Const", List.of(), Constants.attributes(value));
                }
                TfEdge beginning = initial.get(key(node));
                return beginning == null
                        ? node
                        : as(
                                node,
                                "Identity",
                                List.of(beginning),
                                Map.of("T", new TfAttribute.Type(node.type("dtype"))));
            }

            /// A node that asks a variable which is not known: either that has been told, or the
            /// handle comes from where nobody can follow it.
            private TfNode unknown(TfNode node) {
                if (!leadsToVariable(node)) {
                    problem(
                            node,
                            "it reads a variable, but which one cannot be told from the graph",
                            "Cut the model before it with --output.");
                }
                return node;
            }

            private boolean leadsToVariable(TfNode node) {
                TfEdge edge = node.dataInputs().isEmpty() ? null : node.dataInputs().getFirst();
                for (int i = 0; edge != null && i < nodes.size(); i++) {
                    TfNode from = byName.get(edge.node());
                    if (from == null) {
                        return !isMain(); // the caller's handle is not known, which was told there
                    }
                    if (VariableOps.isVariable(from)) {
                        return true;
                    }
                    int next =
                            VariableOps.handsOn(
                                    from, OutputArguments.number(from, edge).orElse(-1));
                    edge =
                            next < 0 || next >= from.dataInputs().size()
                                    ? null
                                    : from.dataInputs().get(next);
                }
                return false;
            }

            /// `ResourceGather` along the first dimension behind those of the batch is a `GatherV2`
            /// that is told the dimension by another input.
            private TfNode gather(TfNode node) {
                Optional<Handle> handle = handle(node, 0);
                if (handle.isEmpty() || node.dataInputs().size() != 2) {
                    return unknown(node);
                }
                long batch = node.integer("batch_dims", 0);
                String name = free(node.name() + "/axis");
                done.add(
                        new TfNode(
                                name,
                                "Const",
                                List.of(),
                                Constants.attributes(Constants.of((int) batch)),
                                node.device()));
                Map<String, TfAttribute> attributes = new TreeMap<>();
                attributes.put("Tparams", new TfAttribute.Type(handle.get().type()));
                attributes.put("Tindices", new TfAttribute.Type(node.type("Tindices")));
                attributes.put("Taxis", new TfAttribute.Type(DataType.INT32));
                attributes.put("batch_dims", new TfAttribute.Whole(batch));
                List<TfEdge> inputs = new ArrayList<>(node.dataInputs());
                inputs.add(new TfEdge(name, isMain() ? "" : "output", 0, false));
                inputs.addAll(node.controlInputs());
                return as(node, "GatherV2", inputs, attributes);
            }

            private String free(String name) {
                String free = name;
                for (int i = 1; byName.containsKey(free); i++) {
                    free = name + "_" + i;
                }
                return free;
            }

            /// What only hands handles on hands on values.
            private TfNode other(TfNode node) {
                if (!isMain() && VariableOps.isAssignment(node) && handle(node, 0).isPresent()) {
                    problem(
                            node,
                            "it changes a variable in a loop or a branch, and a frozen model has no"
                                    + " variables",
                            "Cut the model before or behind the loop with --input or --output.");
                }
                String op = VariableOps.withoutReference(node.op()).orElse(node.op());
                Map<String, TfAttribute> attributes = node.attributes();
                if (VariableOps.handsOn(node, 0) == 0) {
                    TfAttribute type = attributes.get("T");
                    if (type instanceof TfAttribute.Type(int number)
                            && number == DataType.RESOURCE.number()) {
                        Optional<Handle> handle = handle(node, 0);
                        if (handle.isPresent()) {
                            attributes = with(node, "T", handle.get().type());
                        }
                    } else if (type instanceof TfAttribute.Items items) {
                        attributes =
                                Attributes.with(
                                        attributes,
                                        "T",
                                        Attributes.types(typed(items.types(), handles(node, 0))));
                    }
                }
                attributes = withFunctions(attributes, List.of());
                return op.equals(node.op()) && attributes.equals(node.attributes())
                        ? node
                        : as(node, op, node.inputs(), attributes);
            }

            private static TfNode as(
                    TfNode node,
                    String op,
                    List<TfEdge> inputs,
                    Map<String, TfAttribute> attributes) {
                return new TfNode(node.name(), op, inputs, attributes, node.device());
            }

            private static Map<String, TfAttribute> with(
                    TfNode node, String attribute, DataType type) {
                return Attributes.with(node.attributes(), attribute, new TfAttribute.Type(type));
            }

            // Loops and branches

            /// What the data inputs from a certain one on are handles of; null for what is none.
            private List<Handle> handles(TfNode node, int from) {
                List<Handle> all = new ArrayList<>();
                List<TfEdge> inputs = node.dataInputs();
                for (int i = from; i < inputs.size(); i++) {
                    all.add(handle(inputs.get(i)).orElse(null));
                }
                return all;
            }

            /// Types, with those of the values in the place of resources.
            private static List<Integer> typed(List<Integer> types, List<Handle> handles) {
                List<Integer> typed = new ArrayList<>(types);
                for (int i = 0; i < Math.min(typed.size(), handles.size()); i++) {
                    if (handles.get(i) != null && isResource(typed.get(i))) {
                        typed.set(i, handles.get(i).type().number());
                    }
                }
                return typed;
            }

            private static boolean isResource(int type) {
                return type == DataType.RESOURCE.number();
            }

            /// Only handles count whose type is that of a resource; references of TensorFlow 1 are
            /// values for whoever takes them.
            private static List<Handle> resources(List<Integer> types, List<Handle> handles) {
                List<Handle> resources = new ArrayList<>();
                for (int i = 0; i < handles.size(); i++) {
                    resources.add(
                            i < types.size() && isResource(types.get(i)) ? handles.get(i) : null);
                }
                return resources;
            }

            private TfNode loop(TfNode node) {
                if (!(node.attributes().get("T") instanceof TfAttribute.Items items)) {
                    return other(node);
                }
                List<Handle> handles = resources(items.types(), handles(node, 0));
                Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
                attributes.put("T", Attributes.types(typed(items.types(), handles)));
                if (attributes.get("output_shapes") instanceof TfAttribute.Items shapes
                        && shapes.shapes().size() == handles.size()) {
                    List<PartialShape> all = new ArrayList<>(shapes.shapes());
                    for (int i = 0; i < all.size(); i++) {
                        if (handles.get(i) != null) {
                            all.set(i, handles.get(i).shape());
                        }
                    }
                    attributes.put("output_shapes", TfAttribute.Items.shapes(all));
                }
                return as(
                        node, node.op(), node.inputs(), withFunctions(attributes, types(handles)));
            }

            private TfNode branches(TfNode node) {
                if (!(node.attributes().get("Tin") instanceof TfAttribute.Items items)) {
                    return other(node);
                }
                List<Handle> handles = resources(items.types(), handles(node, 1));
                Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
                attributes.put("Tin", Attributes.types(typed(items.types(), handles)));
                return as(
                        node, node.op(), node.inputs(), withFunctions(attributes, types(handles)));
            }

            private static List<DataType> types(List<Handle> handles) {
                List<DataType> types = new ArrayList<>();
                handles.forEach(handle -> types.add(handle == null ? null : handle.type()));
                return Collections.unmodifiableList(types);
            }

            /// The functions that a node names, with arguments of these types.
            private Map<String, TfAttribute> withFunctions(
                    Map<String, TfAttribute> attributes, List<DataType> handles) {
                if (Calls.named(attributes).isEmpty()) {
                    return attributes;
                }
                Map<String, TfAttribute> all = new TreeMap<>(attributes);
                all.replaceAll((_, value) ->
                        switch (value) {
                            case TfAttribute.Function function -> typed(function, handles);
                            case TfAttribute.Items items when !items.functions().isEmpty() ->
                                    Attributes.functions(
                                            items.functions().stream()
                                                    .map(function -> typed(function, handles))
                                                    .toList());
                            default -> value;
                        });
                return all;
            }

            private static TfAttribute.Function renamed(TfAttribute.Function function, String to) {
                return function.name().equals(to)
                        ? function
                        : new TfAttribute.Function(to, function.attributes());
            }

            private TfAttribute.Function typed(
                    TfAttribute.Function function, List<DataType> handles) {
                return renamed(function, Work.this.typed(function.name(), handles));
            }
        }

        // What changes variables

        /// Finds what the graph reads after it has changed it.
        private final class Assignments {
            private final Body main;
            private final Map<String, List<TfNode>> followers = new HashMap<>();

            private Assignments(Body main) {
                this.main = main;
            }

            private void check() {
                List<TfNode> before = before();
                List<TfNode> assignments =
                        before.stream()
                                .filter(VariableOps::isAssignment)
                                .filter(node -> main.handle(node, 0).isPresent())
                                .toList();
                if (assignments.isEmpty()) {
                    return;
                }
                for (TfNode node : before) {
                    for (TfEdge edge : node.inputs()) {
                        followers.computeIfAbsent(edge.node(), _ -> new ArrayList<>()).add(node);
                    }
                }
                int followed = 0;
                for (TfNode assignment : assignments) {
                    String variable = main.handle(assignment, 0).orElseThrow().variable();
                    if (needed.contains(assignment.name()) || followed++ > MOST_ASSIGNMENTS) {
                        tell(assignment, variable);
                    } else {
                        readAfter(assignment, variable)
                                .ifPresent(read -> tell(read, assignment, variable));
                    }
                }
            }

            /// All that runs before a needed node, and the needed nodes.
            private List<TfNode> before() {
                Set<String> met = new HashSet<>(needed);
                Deque<String> open = new ArrayDeque<>(needed);
                List<TfNode> before = new ArrayList<>();
                while (!open.isEmpty()) {
                    TfNode node = main.byName.get(open.pop());
                    if (node != null) {
                        before.add(node);
                        for (TfEdge edge : node.inputs()) {
                            if (met.add(edge.node())) {
                                open.push(edge.node());
                            }
                        }
                    }
                }
                return before;
            }

            private Optional<TfNode> readAfter(TfNode assignment, String variable) {
                Set<String> met = new HashSet<>(Set.of(assignment.name()));
                Deque<TfNode> open = new ArrayDeque<>(List.of(assignment));
                while (!open.isEmpty()) {
                    for (TfNode node : followers.getOrDefault(open.pop().name(), List.of())) {
                        if (met.add(node.name())) {
                            if (needed.contains(node.name()) && reads(node, variable)) {
                                return Optional.of(node);
                            }
                            open.push(node);
                        }
                    }
                }
                return Optional.empty();
            }

            private boolean reads(TfNode node, String variable) {
                if (VariableOps.isAssignment(node)) {
                    return false;
                }
                for (TfEdge edge : node.dataInputs()) {
                    Optional<Handle> handle = main.handle(edge);
                    if (handle.isPresent() && handle.get().variable().equals(variable)) {
                        return VariableOps.isRead(node)
                                || !main.byName.get(variable).op().equals("VarHandleOp");
                    }
                }
                return false;
            }

            private void tell(TfNode assignment, String variable) {
                main.problem(
                        assignment,
                        "it changes the variable '"
                                + variable
                                + "' while the model runs, and its result is needed",
                        REMEDY);
            }

            private void tell(TfNode read, TfNode assignment, String variable) {
                main.problem(
                        read,
                        "it reads the variable '"
                                + variable
                                + "' after "
                                + assignment.place()
                                + " has changed it",
                        REMEDY);
            }

            private static final String REMEDY =
                    "Models that keep a state are not translated: cut the model before it with"
                            + " --input, or export it for inference.";
        }
    }
}

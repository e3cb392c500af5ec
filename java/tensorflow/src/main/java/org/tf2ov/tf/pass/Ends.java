package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Where a graph ends: what the user asked for, or what the signature promises, or else the values
/// that nothing takes.
///
/// Among the last are not the ends of training: what saves and restores, assigns, initializes or
/// summarizes, and whatever only such nodes take; nor are [InsideFlow].
final class Ends {
    private static final Set<String> NOT_ENDS =
            Set.of(
                    "NoOp",
                    "Assert",
                    "Placeholder",
                    "Const",
                    "Print",
                    "PrintV2",
                    "Abort",
                    "MergeSummary",
                    "MergeV2Checkpoints",
                    "ShardedFilename",
                    "WriteFile",
                    "IsVariableInitialized",
                    "VarIsInitializedOp",
                    "DestroyResourceOp",
                    "DeleteIterator",
                    "MakeIterator",
                    "OneShotIterator",
                    "IteratorV2",
                    "Iterator",
                    "LookupTableExportV2",
                    "LookupTableSizeV2",
                    "VarHandleOp",
                    "VariableV2",
                    "Variable",
                    "AutoReloadVariable",
                    "ControlTrigger",
                    "Stage");

    private static final List<String> NOT_ENDS_BEGIN =
            List.of(
                    "Save",
                    "Restore",
                    "Assign",
                    "Apply",
                    "SparseApply",
                    "ResourceApply",
                    "ResourceSparseApply",
                    "ResourceScatter",
                    "ScatterAdd",
                    "ScatterSub",
                    "ScatterMul",
                    "ScatterDiv",
                    "ScatterMin",
                    "ScatterMax",
                    "ScatterUpdate",
                    "InitializeTable",
                    "LookupTableImport",
                    "LookupTableInsert",
                    "QueueEnqueue",
                    "QueueClose",
                    "QueueSize",
                    "Report",
                    "WriteSummary");

    private Ends() {}

    /// Whether the user, or the signature, says where the model ends.
    static boolean areDeclared(FreezeStep.Task task) {
        return !task.cut().outputs().isEmpty()
                || task.model().signature().filter(s -> !s.outputs().isEmpty()).isPresent();
    }

    /// The names of the nodes at the ends.
    static Set<String> of(TfGraph graph, FreezeStep.Task task) {
        Map<String, Signature.Port> declared =
                task.model().signature().map(Signature::outputs).orElse(Map.of());
        Set<String> nodes = new LinkedHashSet<>();
        if (!task.cut().outputs().isEmpty()) {
            for (String tensor : tensors(task.cut().outputs(), declared)) {
                node(graph, tensor, nodes);
            }
        } else {
            declared.values().forEach(port -> node(graph, port.tensor(), nodes));
        }
        return nodes.isEmpty() ? task.ends() : nodes;
    }

    /// Nodes that have to exist whether an end needs them or not: the declared inputs.
    static Set<String> inputs(TfGraph graph, FreezeStep.Task task) {
        Map<String, Signature.Port> declared =
                task.model().signature().map(Signature::inputs).orElse(Map.of());
        Set<String> nodes = new LinkedHashSet<>();
        for (Signature.Port port : declared.values()) {
            node(graph, port.tensor(), nodes);
        }
        for (String tensor : tensors(named(task.cut()), declared)) {
            node(graph, tensor, nodes);
        }
        return nodes;
    }

    /// The names that the user gives to inputs.
    private static List<String> named(Cut cut) {
        return Stream.concat(cut.inputs().stream(), cut.frozen().stream())
                .map(Cut.Input::name)
                .toList();
    }

    /// The names, with those of tensors in the place of keys of the signature.
    static Set<String> tensors(List<String> names, Map<String, Signature.Port> ports) {
        Set<String> tensors = new LinkedHashSet<>();
        for (String name : names) {
            Signature.Port port = ports.get(name);
            tensors.add(port == null ? name : port.tensor());
        }
        return tensors;
    }

    /// The node of a name as users write it: `conv`, `conv:0`, `0:conv`. If there is none yet, it
    /// is in a function, and the call of the function is meant.
    private static void node(TfGraph graph, String name, Set<String> nodes) {
        String found = nodeOf(graph, name);
        if (!found.isEmpty()) {
            nodes.add(found);
        }
    }

    private static String nodeOf(TfGraph graph, String name) {
        String plain = isPort(graph, name) ? name.substring(name.indexOf(':') + 1) : name;
        String node = graph.node(plain).isPresent() ? plain : TfEdge.parse(plain).node();
        while (graph.node(node).isEmpty() && node.contains("/")) {
            node = node.substring(0, node.lastIndexOf('/'));
        }
        return graph.node(node).isPresent() ? node : "";
    }

    /// Whether it is `0:conv`.
    private static boolean isPort(TfGraph graph, String name) {
        int colon = name.indexOf(':');
        return graph.node(name).isEmpty()
                && colon > 0
                && name.substring(0, colon).chars().allMatch(Character::isDigit);
    }

    /// What is needed, by data: the ends, what feeds them, and the functions that they name. The
    /// walk stops where the user says that an input is.
    ///
    /// @return names of nodes, and [Findings#key] of functions
    static Set<String> needed(TfGraph graph, FreezeStep.Task task) {
        Map<String, Signature.Port> declared =
                task.model().signature().map(Signature::inputs).orElse(Map.of());
        Set<TfEdge> cutOutputs = new HashSet<>();
        Set<String> cutNodes = new HashSet<>();
        Map<String, Set<Integer>> cutPorts = new HashMap<>();
        for (String name : tensors(named(task.cut()), declared)) {
            String node = nodeOf(graph, name);
            if (isPort(graph, name)) {
                cutPorts.computeIfAbsent(node, _ -> new HashSet<>())
                        .add(TfEdge.parse("x:" + name.substring(0, name.indexOf(':'))).index());
            } else if (node.equals(name)) {
                cutNodes.add(node);
            } else {
                cutOutputs.add(TfEdge.parse(name));
            }
        }
        Set<String> needed = new HashSet<>();
        Deque<TfNode> open = new ArrayDeque<>();
        for (String end : of(graph, task)) {
            if (!cutNodes.contains(end) && needed.add(end)) {
                graph.node(end).ifPresent(open::push);
            }
        }
        List<TfNode> nodes = new ArrayList<>();
        while (!open.isEmpty()) {
            TfNode node = open.pop();
            nodes.add(node);
            Set<Integer> cut = cutPorts.getOrDefault(node.name(), Set.of());
            int port = 0;
            for (TfEdge edge : node.inputs()) {
                if (!edge.control()
                        && !cut.contains(port++)
                        && !cutOutputs.contains(edge)
                        && !cutNodes.contains(edge.node())
                        && needed.add(edge.node())) {
                    graph.node(edge.node()).ifPresent(open::push);
                }
            }
        }
        Calls.reached(graph, nodes).forEach(function -> needed.add(Findings.key(function)));
        return needed;
    }

    /// The ends of a graph without any declaration.
    static Set<String> ofGraph(TfGraph graph) {
        Map<String, Integer> takers = new HashMap<>();
        Set<String> waitedFor = new HashSet<>();
        for (TfNode node : graph.nodes()) {
            node.controlInputs().forEach(edge -> waitedFor.add(edge.node()));
            node.inputs().stream()
                    .filter(edge -> !edge.control())
                    .forEach(edge -> takers.merge(edge.node(), 1, Integer::sum));
        }
        Set<String> ends = new LinkedHashSet<>();
        Set<String> unwanted = new HashSet<>();
        Set<String> inside = InsideFlow.of(graph);
        Deque<TfNode> open = new ArrayDeque<>();
        for (TfNode node : graph.nodes()) {
            if (!takers.containsKey(node.name())) {
                if (isUnwanted(graph, node)
                        || isCheck(node) && waitedFor.contains(node.name())
                        || inside.contains(node.name())) {
                    unwanted.add(node.name());
                    open.push(node);
                } else {
                    ends.add(node.name());
                }
            }
        }
        // What only unwanted nodes take is unwanted, too.
        while (!open.isEmpty()) {
            for (TfEdge edge : open.pop().inputs()) {
                if (!edge.control() && takers.merge(edge.node(), -1, Integer::sum) == 0) {
                    graph.node(edge.node())
                            .filter(node -> unwanted.add(node.name()))
                            .ifPresent(open::push);
                }
            }
        }
        if (!ends.isEmpty() || graph.nodes().isEmpty()) {
            return ends;
        }
        // Nothing but training: then its ends are better than nothing.
        graph.nodes().stream()
                .map(TfNode::name)
                .filter(name -> !takers.containsKey(name))
                .forEach(ends::add);
        return ends.isEmpty() ? Set.of(graph.nodes().getLast().name()) : ends;
    }

    private static boolean isUnwanted(TfGraph graph, TfNode node) {
        return NOT_ENDS.contains(node.op())
                || NOT_ENDS_BEGIN.stream().anyMatch(node.op()::startsWith)
                || node.op().endsWith("Summary")
                || node.op().endsWith("SummaryV2")
                || isPivot(graph, node)
                || node.op().equals("ReadVariableOp") && isAfterChange(graph, node)
                || node.attributes().get("f") instanceof TfAttribute.Function(String name, _)
                        && (name.contains("_traced_save") || name.contains("_traced_restore"))
                || node.controlInputs().stream()
                        .flatMap(edge -> graph.node(edge.node()).stream())
                        .anyMatch(before ->
                                before.op().startsWith("Save")
                                        || before.op().equals("MergeV2Checkpoints"));
    }

    /// Whether a node shows what an assignment has left.
    private static boolean isAfterChange(TfGraph graph, TfNode node) {
        return node.controlInputs().stream()
                .flatMap(edge -> graph.node(edge.node()).stream())
                .anyMatch(VariableOps::isAssignment);
    }

    /// Whether a node says that one of two branches has run, as assertions of TensorFlow 1 do.
    private static boolean isCheck(TfNode node) {
        return node.op().equals("Merge")
                && node.attributes().get("T") instanceof TfAttribute.Type(int number)
                && number == DataType.BOOL.number();
    }

    /// Whether a node only says that a branch of TensorFlow 1 is taken: it hands on the condition
    /// itself, `Identity(Switch(p, p))`.
    private static boolean isPivot(TfGraph graph, TfNode node) {
        List<TfEdge> inputs = node.dataInputs();
        return node.op().equals("Identity")
                && !inputs.isEmpty()
                && graph.node(inputs.getFirst().node())
                        .filter(from -> from.op().equals("Switch"))
                        .map(TfNode::dataInputs)
                        .filter(edges -> edges.size() == 2 && edges.get(0).equals(edges.get(1)))
                        .isPresent();
    }
}

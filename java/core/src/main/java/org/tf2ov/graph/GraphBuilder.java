package org.tf2ov.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// Makes the nodes of a graph; types are inferred as each is added.
///
/// Nodes that are added but that no result needs simply do not become part of the graph.
public final class GraphBuilder {
    private final Map<Value, SortedSet<String>> tensorNames = new HashMap<>();
    private final List<Node> added = new ArrayList<>();
    private String scope = "";

    /// Nodes added without a name from now on are called `scope/Type`.
    public void scope(String name) {
        this.scope = name;
    }

    /// Adds an operation and gives its first output.
    ///
    /// @param name the node's name, or empty
    /// @throws InferenceException if the operation does not take such inputs
    public Value add(String name, Op op, List<Value> inputs) {
        Node node = new Node(name, op, inputs);
        added.add(node);
        return node.output(0);
    }

    /// Adds an operation without a name of its own and gives its first output.
    public Value add(Op op, Value... inputs) {
        return add(scope.isEmpty() ? "" : scope + "/" + op.typeName(), op, List.of(inputs));
    }

    /// Adds an operation and gives all its outputs.
    public List<Value> addAll(String name, Op op, List<Value> inputs) {
        return add(name, op, inputs).node().outputs();
    }

    /// A constant without a name.
    public Value constant(Weights weights) {
        return add("", new Constant(weights), List.of());
    }

    /// A one-dimensional `i64` constant.
    public Value constant(long... elements) {
        return constant(Weights.of(elements));
    }

    /// A one-dimensional `i64` constant.
    public Value constant(List<? extends Number> elements) {
        return constant(elements.stream().mapToLong(Number::longValue).toArray());
    }

    /// A scalar of the given type; the number is converted to it.
    public Value scalar(ElementType type, double number) {
        return constant(Weights.scalar(type, number));
    }

    /// An `i64` scalar.
    public Value scalar(long number) {
        return constant(Weights.scalar(number));
    }

    /// Makes a value known under a tensor name as well.
    public Value alias(Value value, String tensorName) {
        tensorNames.computeIfAbsent(value, any -> new TreeSet<>()).add(tensorName);
        return value;
    }

    /// The tensor names given so far.
    public Map<Value, SortedSet<String>> tensorNames() {
        return tensorNames;
    }

    /// All nodes in the order in which they were added.
    public List<Node> added() {
        return added;
    }

    /// The graph of these inputs and outputs, with the tensor names given so far.
    public Graph build(List<Value> parameters, List<Value> results) {
        return new Graph(parameters, results, tensorNames);
    }
}

package org.tf2ov.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An operation in its place: what it is called, what feeds it, and what is known of its outputs.
///
/// Two nodes are equal only if they are the same node. The name is the user's, for finding a
/// TensorFlow node again; it may be empty and need not be unique. [GraphBuilder] makes nodes.
public final class Node {
    private final String name;
    private final Op op;
    private final List<Value> inputs;
    private final List<Fact> facts;

    Node(String name, Op op, List<Value> inputs) {
        this.name = name;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.facts = List.copyOf(op.infer(this.inputs));
    }

    public String name() {
        return name;
    }

    public Op op() {
        return op;
    }

    public List<Value> inputs() {
        return inputs;
    }

    /// What is known of each output.
    public List<Fact> facts() {
        return facts;
    }

    public Value output(int index) {
        return new Value(this, index);
    }

    public List<Value> outputs() {
        if (facts.size() == 1) {
            return List.of(output(0));
        }
        List<Value> outputs = new ArrayList<>(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            outputs.add(output(i));
        }
        return Collections.unmodifiableList(outputs);
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "" : name + " = ") + op + inputs;
    }
}

package org.tf2ov.convert;

import java.util.List;
import org.tf2ov.problem.UnsupportedModelException;

/// A model with nodes that cannot be translated: all of them, and where to cut the model so that
/// none of them is left.
public final class UntranslatedException extends UnsupportedModelException {
    private static final long serialVersionUID = 1L;

    private final transient List<Untranslated> nodes;
    private final transient List<String> outputs;
    private final transient List<String> inputs;

    UntranslatedException(List<Untranslated> nodes, List<String> outputs, List<String> inputs) {
        super(nodes.stream().map(Untranslated::problem).toList());
        this.nodes = List.copyOf(nodes);
        this.outputs = List.copyOf(outputs);
        this.inputs = List.copyOf(inputs);
    }

    /// Every node that cannot be translated, in the order of the graph.
    public List<Untranslated> nodes() {
        return nodes;
    }

    /// A value of `--output` with which the part before these nodes is converted; empty if nothing
    /// is before them.
    public List<String> outputsBefore() {
        return outputs;
    }

    /// A value of `--input` with which the part behind these nodes is converted, as far as it can
    /// be translated; empty if nothing is behind them.
    public List<String> inputsBehind() {
        return inputs;
    }
}

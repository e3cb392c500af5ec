package org.tf2ov.graph;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// One output of a node; it is what edges carry.
public record Value(Node node, int index) {
    public Fact fact() {
        return node.facts().get(index);
    }

    public TensorType type() {
        return fact().type();
    }

    public PartialShape shape() {
        return type().shape();
    }

    /// Bounds of each element, for a small integer tensor of which something is known.
    public Optional<List<Dimension>> elements() {
        return fact().elements();
    }

    /// The elements of a small integer tensor that are all known.
    public Optional<long[]> longs() {
        Optional<List<Dimension>> known = elements();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        long[] numbers = new long[known.get().size()];
        for (int i = 0; i < numbers.length; i++) {
            Dimension element = known.get().get(i);
            if (!element.isStatic()) {
                return Optional.empty();
            }
            numbers[i] = element.value();
        }
        return Optional.of(numbers);
    }

    /// The contents, if this value is a constant.
    public Optional<Weights> constant() {
        return node.op() instanceof Constant(Weights weights)
                ? Optional.of(weights)
                : Optional.empty();
    }

    /// The operation that makes it.
    public Op op() {
        return node.op();
    }

    /// Input `index` of the operation that makes it.
    public Value input(int index) {
        return node.inputs().get(index);
    }

    @Override
    public String toString() {
        return (node.name().isEmpty() ? node.op().typeName() : node.name())
                + (index == 0 ? "" : ":" + index);
    }
}

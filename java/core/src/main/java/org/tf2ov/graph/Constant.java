package org.tf2ov.graph;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// A tensor that the model carries. Its contents are an expression that is evaluated once, when the
/// IR is made.
///
/// Source: OpenVINO `Constant-1`.
public record Constant(Weights weights) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        TensorType type = weights.type();
        boolean small =
                type.element().isInteger()
                        && type.element().isWholeBytes()
                        && type.shape().elementCount().value() <= Fact.MOST_ELEMENTS;
        return List.of(
                small
                        ? Fact.of(
                                type,
                                Arrays.stream(weights.longs()).mapToObj(Dimension::of).toList())
                        : Fact.of(type));
    }
}

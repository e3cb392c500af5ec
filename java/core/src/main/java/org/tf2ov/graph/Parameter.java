package org.tf2ov.graph;

import java.util.List;
import org.tf2ov.tensor.TensorType;

/// An input of the model.
///
/// Source: OpenVINO `Parameter-1`.
public record Parameter(TensorType type) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return List.of(Fact.of(type));
    }
}

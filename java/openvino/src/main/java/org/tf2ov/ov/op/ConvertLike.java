package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A tensor in the element type of another.
///
/// Inputs: the tensor, and the one whose element type counts. Source: OpenVINO `ConvertLike-1`.
public record ConvertLike() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        return List.of(Fact.of(inputs.get(0).type().withElement(inputs.get(1).type().element())));
    }
}

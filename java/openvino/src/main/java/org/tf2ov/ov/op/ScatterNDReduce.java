package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// As [ScatterNDUpdate], with the updates combined with what was there.
///
/// Source: OpenVINO `ScatterNDUpdate-15`.
@IrType(name = "ScatterNDUpdate", opset = "opset15")
public record ScatterNDReduce(ScatterReduction reduction) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new ScatterNDUpdate().infer(inputs);
    }
}

package org.tf2ov.ov.op;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.TensorType;

/// An operation that OpenVINO does not have, and that a library adds to the runtime. In the IR its
/// version is `extension`, as that of every operation that `OPENVINO_OP("Name")` names.
///
/// @param type its name
/// @param attributes as the IR has them, sorted by name
/// @param outputs what is known of its outputs; the library has the last word
///
///   Source: `ov::Extension`, `ov::op::Op`.
public record ForeignOp(String type, Map<String, String> attributes, List<TensorType> outputs)
        implements Op {
    public ForeignOp {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        outputs = List.copyOf(outputs);
    }

    @Override
    public List<Fact> infer(List<Value> inputs) {
        return outputs.stream().map(Fact::of).toList();
    }

    @Override
    public String typeName() {
        return type;
    }
}

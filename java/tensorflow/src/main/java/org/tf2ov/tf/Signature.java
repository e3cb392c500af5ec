package org.tf2ov.tf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tf2ov.tensor.PartialShape;

/// What a model promises to its callers: named inputs, named outputs, and the tensors behind them.
///
/// @param name `serving_default`, …
/// @param method `tensorflow/serving/predict`, …; mostly of no meaning
/// @param inputs by key, in a stable order
/// @param outputs by key, in a stable order
///
///   Source: `SignatureDef` in `tensorflow/core/protobuf/meta_graph.proto`.
public record Signature(
        String name, String method, Map<String, Port> inputs, Map<String, Port> outputs) {
    /// The name of the signature that is meant where none is named.
    public static final String DEFAULT = "serving_default";

    /// One of its inputs or outputs.
    ///
    /// @param tensor the tensor's name in the graph, `x:0`
    public record Port(String tensor, DataType type, PartialShape shape) {}

    public Signature {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}

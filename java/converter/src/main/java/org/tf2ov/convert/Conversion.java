package org.tf2ov.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tf2ov.graph.Graph;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.tf.TfGraph;

/// A converted model: where it comes from, and the graph it became.
///
/// @param source the TensorFlow graph
/// @param graph the optimized graph of OpenVINO operations
public record Conversion(TfGraph source, Graph graph) {
    /// The IR, for files and for the runtime alike.
    ///
    /// @param modelName the name that the runtime shows
    public Ir ir(String modelName) {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("tf2ov_version", Version.NUMBER);
        return Ir.of(graph, modelName, info);
    }
}

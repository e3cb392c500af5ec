package org.tf2ov.convert;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.tf.pass.CutModel;

/// A converted model: where it comes from, and the graph it became.
///
/// @param source the part of the TensorFlow model that was converted; its inputs are the parameters
///   of `graph`
/// @param graph the optimized graph of OpenVINO operations
/// @param ports how the inputs and outputs of the graph lie beside those of TensorFlow
/// @param compression what became of the constants, if they were compressed
/// @param remarks what the user should know about how it was read and cut, each a sentence
public record Conversion(
        CutModel source,
        Graph graph,
        ModelInterface ports,
        Optional<CompressionReport> compression,
        List<String> remarks) {
    public Conversion {
        remarks = List.copyOf(remarks);
    }

    /// The IR, for files and for the runtime alike.
    ///
    /// @param modelName the name that the runtime shows
    public Ir ir(String modelName) {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("tf2ov_version", Version.NUMBER);
        return Ir.of(graph, modelName, info, layouts());
    }

    /// What the dimensions of inputs and outputs mean, for the runtime to tell.
    private Map<Value, String> layouts() {
        Map<Value, String> layouts = new HashMap<>();
        for (int i = 0; i < ports.outputs().size(); i++) {
            Value result = graph.results().get(i);
            ports.outputs()
                    .get(i)
                    .irLayout()
                    .ifPresent(known -> layouts.put(result, known.toString()));
        }
        for (int i = 0; i < ports.inputs().size(); i++) {
            Value parameter = graph.parameters().get(i);
            ports.inputs()
                    .get(i)
                    .irLayout()
                    .ifPresent(known -> layouts.put(parameter, known.toString()));
        }
        return layouts;
    }
}

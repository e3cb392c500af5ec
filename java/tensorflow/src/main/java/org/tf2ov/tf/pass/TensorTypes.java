package org.tf2ov.tf.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Reads the element type of a tensor from the attributes of the node that makes it, as far as that
/// is possible without knowing the operation.
final class TensorTypes {
    /// Attributes that hold the type of the first output, before those of inputs. Source: the
    /// operation definitions of TensorFlow 2.21.
    private static final List<String> OF_OUTPUT =
            List.of("DstT", "dtype", "out_type", "output_type", "output_dtype", "Tout");

    private TensorTypes() {}

    /// The type of a tensor, if attributes tell it.
    static Optional<DataType> of(TfGraph graph, TfEdge tensor) {
        try {
            return graph.node(tensor.node()).flatMap(node -> of(node, tensor.index()));
        } catch (Tf2ovException _) {
            return Optional.empty(); // whoever translates the node says what is wrong with it
        }
    }

    private static Optional<DataType> of(TfNode node, int index) {
        for (String list : List.of("output_types", "Tout", "Toutput_types", "component_types")) {
            if (node.has(list)
                    && node.attribute(list).get() instanceof org.tf2ov.tf.TfAttribute.Items) {
                List<DataType> types = node.types(list, List.of());
                return index < types.size() ? Optional.of(types.get(index)) : Optional.empty();
            }
        }
        switch (node.op()) {
            case "Equal",
                    "NotEqual",
                    "Less",
                    "LessEqual",
                    "Greater",
                    "GreaterEqual",
                    "LogicalAnd",
                    "LogicalOr",
                    "LogicalNot",
                    "IsNan",
                    "IsInf",
                    "IsFinite",
                    "ApproximateEqual",
                    "All",
                    "Any" -> {
                return Optional.of(DataType.BOOL);
            }
            case "TopK", "TopKV2" -> {
                return index == 1
                        ? Optional.of(node.type("index_type", DataType.INT32))
                        : Optional.ofNullable(node.type("T", (DataType) null));
            }
            case "ArgMax", "ArgMin" -> {
                return Optional.of(node.type("output_type", DataType.INT64));
            }
            case "Shape", "Size", "Rank" -> {
                return Optional.of(node.type("out_type", DataType.INT32));
            }
            default -> {}
        }
        if (index == 0) {
            for (String attribute : OF_OUTPUT) {
                if (node.has(attribute)) {
                    return Optional.of(node.type(attribute));
                }
            }
        }
        for (String attribute : List.of("T", "Tparams", "Tensor")) {
            if (node.has(attribute)
                    && node.attribute(attribute).get() instanceof org.tf2ov.tf.TfAttribute.Type) {
                return Optional.of(node.type(attribute));
            }
        }
        return Optional.empty();
    }
}

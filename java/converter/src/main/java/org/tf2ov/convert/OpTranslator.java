package org.tf2ov.convert;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Says what a TensorFlow operation means in OpenVINO operations. [TfOp] on the class names the
/// operation.
///
/// Translators have a constructor without parameters and no state. Those of a user's jar are found
/// through `java.util.ServiceLoader`.
public interface OpTranslator {
    /// The values that the node's outputs have.
    ///
    /// @param node the node with its inputs, which are translated already
    /// @param g where the OpenVINO operations are added
    /// @return one value an output; trailing outputs that have no translation may be left out
    /// @throws UntranslatableException if the node uses its operation in a way that cannot be
    ///   translated
    List<Value> translate(OpNode node, GraphBuilder g);
}

package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;

/// Gives the outputs of a graph the names that the model's signature has for them, because a graph
/// on its own has no signature.
///
///     scores = Identity(StatefulPartitionedCall:1)
///
/// A name that is no name for a node, or that a node or an input has already, is left out.
public final class NameOutputs {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.\\\\/>-]*");

    private NameOutputs() {}

    /// The same model with more nodes, at the end.
    public static CutModel in(CutModel part, Optional<Signature> signature) {
        Map<String, Signature.Port> ports = signature.map(Signature::outputs).orElse(Map.of());
        List<TfNode> nodes = new ArrayList<>(part.graph().nodes());
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> taken.add(node.name()));
        signature.ifPresent(given -> taken.addAll(given.inputs().keySet()));
        for (CutModel.Output output : part.outputs()) {
            TfEdge tensor = TfEdge.of(output.node(), Math.max(output.index(), 0));
            for (String name : output.names()) {
                Signature.Port port = ports.get(name);
                if (port != null
                        && port.type() != null
                        && TfEdge.parse(port.tensor()).equals(tensor)
                        && NODE.matcher(name).matches()
                        && taken.add(name)) {
                    nodes.add(
                            new TfNode(
                                    name,
                                    "Identity",
                                    List.of(tensor),
                                    Map.of("T", new TfAttribute.Type(port.type()))));
                }
            }
        }
        return part.withGraph(part.graph().withNodes(nodes));
    }
}

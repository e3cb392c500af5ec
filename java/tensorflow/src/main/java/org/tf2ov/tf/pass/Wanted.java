package org.tf2ov.tf.pass;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.tf.Signature;

/// Which part of a model the user has asked for, so that nothing else has to be freezable.
///
/// Names are as the user writes them: keys of the signature, nodes (`conv`), outputs (`conv:0`) or
/// inputs (`0:conv`) of nodes, also of nodes that stand in functions.
///
/// @param inputs where the part begins; none means the placeholders
/// @param outputs where it ends; none means what the signature says, or the ends of the graph
public record Wanted(List<String> inputs, List<String> outputs) {
    /// All of the model.
    public static final Wanted ALL = new Wanted(List.of(), List.of());

    public Wanted {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// The names, with those of tensors in the place of keys of the signature.
    static Set<String> tensors(List<String> names, Map<String, Signature.Port> ports) {
        Set<String> tensors = new LinkedHashSet<>();
        for (String name : names) {
            Signature.Port port = ports.get(name);
            tensors.add(port == null ? name : port.tensor());
        }
        return tensors;
    }
}

package org.tf2ov.tf;

import java.util.List;
import java.util.Optional;

/// A model whose graph has all in it: constants where variables were, and no calls of functions
/// other than the bodies of loops and branches.
///
/// @param graph what a translator takes
/// @param signature the inputs and outputs that the model declares; its tensors are in `graph`.
///   Without one, the placeholders and the ends of the graph are meant
/// @param remarks what the user should know about how it was read, each a sentence
public record FrozenModel(TfGraph graph, Optional<Signature> signature, List<String> remarks) {
    public FrozenModel {
        remarks = List.copyOf(remarks);
    }

    public FrozenModel withGraph(TfGraph other) {
        return new FrozenModel(other, signature, remarks);
    }
}

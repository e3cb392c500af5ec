package org.tf2ov.convert;

import java.util.List;
import org.tf2ov.problem.Problem;
import org.tf2ov.tensor.TensorType;

/// A node that could not be translated.
///
/// @param node its name
/// @param op the TensorFlow operation
/// @param inputs the types of its inputs
/// @param problem why, in words
/// @param before what feeds it and was translated: names for `--output` that leave it out
/// @param behind its outputs that are needed: names for `--input` that leave it out
public record Untranslated(
        String node,
        String op,
        List<TensorType> inputs,
        Problem problem,
        List<String> before,
        List<String> behind) {
    public Untranslated {
        inputs = List.copyOf(inputs);
        before = List.copyOf(before);
        behind = List.copyOf(behind);
    }
}

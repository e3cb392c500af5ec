package org.tf2ov.graph;

import java.util.List;

/// An operation: a record whose components are its attributes.
///
/// Operations are values. What they compute on comes from the edges of the graph, so that the same
/// `Relu[]` may stand in a thousand nodes.
public interface Op {
    /// What is known of the outputs, given the inputs.
    ///
    /// @param inputs the values that feed the operation, with their types and what is known of
    ///   their contents
    /// @return one fact for each output
    /// @throws InferenceException if the operation cannot be applied to such inputs
    List<Fact> infer(List<Value> inputs);

    /// The name in the text form, and in the IR unless the operation says otherwise: the class
    /// name.
    default String typeName() {
        return getClass().getSimpleName();
    }
}

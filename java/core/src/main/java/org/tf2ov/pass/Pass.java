package org.tf2ov.pass;

import org.tf2ov.graph.Graph;

/// One step of the optimizing middle: takes a graph and returns another that computes the same.
public interface Pass {
    Graph apply(Graph graph);

    /// For people who look at the stages: a verb phrase.
    default String name() {
        return getClass().getSimpleName();
    }
}

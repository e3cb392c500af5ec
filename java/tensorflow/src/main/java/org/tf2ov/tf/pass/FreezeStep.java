package org.tf2ov.tf.pass;

import java.util.Set;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;

/// One rewrite on the way from a model to its frozen graph.
@FunctionalInterface
interface FreezeStep {
    /// What a step knows beside the graph.
    ///
    /// @param model as it was before the first step; its graph is not that of the step
    /// @param cut the part of the model that the user wants; nothing else has to be freezable
    /// @param ends of the model's graph, for where neither user nor signature say what is wanted
    /// @param findings receives what the step has to tell
    record Task(TfModel model, Cut cut, Set<String> ends, Findings findings) {
        static Task of(TfModel model, Cut cut) {
            return new Task(model, cut, Ends.ofGraph(model.graph()), new Findings());
        }
    }

    /// Another graph, or the same one if there is nothing to do.
    TfGraph apply(TfGraph graph, Task task);
}

package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Makes the loops and branches of TensorFlow 1, which are cycles and forks of the graph itself,
/// those of TensorFlow 2, which are functions that nodes name. Nodes around them keep their names;
/// `Exit` and `Merge` become identities.
public final class RecoverControlFlow {
    private RecoverControlFlow() {}

    /// The part of a graph that certain nodes need. It is for a translator: functions refer to
    /// outputs by numbers there, not by names.
    ///
    /// @param ends names of nodes
    /// @throws UnsupportedModelException if there is a cycle that is no loop, or a fork whose ways
    ///   do not meet again
    public static TfGraph in(TfGraph graph, Collection<String> ends) {
        if (graph.nodes().stream().allMatch(node -> Flow.of(node) == Flow.NONE)) {
            return graph;
        }
        Set<String> wanted = new LinkedHashSet<>(ends);
        Frames frames = new Frames(graph, wanted);
        for (String end : wanted) {
            if (frames.of(end) != null && frames.of(end).outer() != null) {
                throw new UnsupportedModelException(
                        graph.node(end).orElseThrow().place(),
                        "it is inside the loop '"
                                + frames.of(end).name()
                                + "', and cannot be an output: it has a value in every trip");
            }
        }
        Names functions = new Names(graph.functions().keySet());
        RecoverLoops loops = new RecoverLoops(graph, frames, functions);
        List<TfNode> nodes = loops.run();
        List<TfEdge> results = wanted.stream().map(name -> TfEdge.of(name, 0)).toList();
        RecoverBranches branches = new RecoverBranches(graph, functions);
        List<TfFunction> library = new ArrayList<>(graph.functions().values());
        List<Body> all = branches.run(new Body("", "", List.of(), List.of(), nodes, results));
        List<TfNode> left = all.getFirst().nodes();
        all.subList(1, all.size()).forEach(body -> library.add(body.function()));
        for (Body body : loops.bodies()) {
            branches.run(body).forEach(each -> library.add(each.function()));
        }
        return new TfGraph(left, library, graph.versions());
    }
}

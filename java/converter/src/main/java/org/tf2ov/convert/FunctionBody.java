package org.tf2ov.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.FunctionGraph;

/// A function that a loop or a branch names, to be translated where it is used: as many times as it
/// is called, for the types that it is called with.
public final class FunctionBody {
    private static final Set<String> PASSES = Set.of("Identity", "StopGradient", "PreventGradient");

    private final FunctionGraph function;
    private final Translators translators;
    private final Set<Value> complex;

    /// @param complex the values that hold complex numbers, to which the body's translators add
    FunctionBody(FunctionGraph function, Translators translators, Set<Value> complex) {
        this.function = function;
        this.translators = translators;
        this.complex = complex;
    }

    public int arguments() {
        return function.arguments().size();
    }

    public int results() {
        return function.results().size();
    }

    /// Adds the operations of the body to a graph.
    ///
    /// @param arguments one a parameter of the function
    /// @return the results
    /// @throws org.tf2ov.problem.Tf2ovException with all that cannot be translated
    public List<Value> call(List<Value> arguments, GraphBuilder g) {
        return Translation.call(function, arguments, translators, g, complex);
    }

    /// The argument that a result is, if it is one as it came.
    public Optional<Integer> argumentThatIs(int result) {
        Map<String, Integer> numbers = new java.util.HashMap<>();
        for (int i = 0; i < function.arguments().size(); i++) {
            numbers.put(function.arguments().get(i), i);
        }
        TfEdge edge = function.results().get(result);
        Set<String> seen = new HashSet<>();
        while (!numbers.containsKey(edge.node())) {
            Optional<TfNode> node = function.graph().node(edge.node());
            if (node.isEmpty()
                    || !PASSES.contains(node.get().op())
                    || node.get().inputs().isEmpty()
                    || !seen.add(edge.node())) {
                return Optional.empty();
            }
            edge = node.get().inputs().getFirst();
        }
        return Optional.of(numbers.get(edge.node()));
    }
}

package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// The body of a loop or of a branch as a graph of its own: outputs are numbered, not named.
///
/// @param graph the nodes of the body, each called `<prefix>/<node>`; its arguments are not among
///   them, only what takes them
/// @param arguments the names by which nodes of the graph take the arguments, in their order
/// @param results where the results come from: a node, or an argument
public record FunctionGraph(TfGraph graph, List<String> arguments, List<TfEdge> results) {
    public FunctionGraph {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }

    /// The body of a function of a frozen model.
    ///
    /// @param model has the function in its library
    /// @throws MalformedInputException if there is no such function, or an input of a node comes
    ///   from nowhere
    public static FunctionGraph of(TfGraph model, String name, String prefix) {
        TfFunction function = model.functions().get(name);
        if (function == null) {
            throw new MalformedInputException(
                    "node '" + prefix + "'", "the function '" + name + "' does not exist");
        }
        return new Reader(function, prefix).read(model);
    }

    private static final class Reader {
        private final TfFunction function;
        private final String prefix;
        private final Set<String> arguments = new HashSet<>();
        private final Map<String, TfNode> nodes = new HashMap<>();

        Reader(TfFunction function, String prefix) {
            this.function = function;
            this.prefix = prefix + "/";
            for (TfFunction.Argument argument : function.inputs()) {
                if (!argument.numberAttribute().isEmpty()
                        || !argument.typeListAttribute().isEmpty()) {
                    throw new MalformedInputException(
                            function.place(),
                            "the argument '"
                                    + argument.name()
                                    + "' of a loop or branch is a list of tensors");
                }
                arguments.add(argument.name());
            }
            function.nodes().forEach(node -> nodes.put(node.name(), node));
        }

        FunctionGraph read(TfGraph model) {
            List<TfNode> numbered = new ArrayList<>(nodes.size());
            for (TfNode node : function.nodes()) {
                List<TfEdge> inputs = new ArrayList<>(node.inputs().size());
                for (TfEdge input : node.inputs()) {
                    if (!input.control()) {
                        inputs.add(numbered(input, node.place()));
                    }
                }
                numbered.add(node.withName(prefix + node.name()).withInputs(inputs));
            }
            return new FunctionGraph(
                    model.withNodes(numbered),
                    function.inputs().stream().map(argument -> prefix + argument.name()).toList(),
                    function.outputs().stream()
                            .map(output -> {
                                TfEdge edge = function.returns().get(output.name());
                                if (edge == null) {
                                    throw new MalformedInputException(
                                            function.place(),
                                            "nothing is returned for '" + output.name() + "'");
                                }
                                return numbered(edge, "result '" + output.name() + "'");
                            })
                            .toList());
        }

        private TfEdge numbered(TfEdge edge, String place) {
            if (arguments.contains(edge.node())) {
                return TfEdge.of(prefix + edge.node(), 0);
            }
            TfNode from = nodes.get(edge.node());
            if (from == null) {
                throw new MalformedInputException(
                        function.place() + ", " + place,
                        "the input '" + edge + "' comes from a node that does not exist");
            }
            return OutputArguments.number(from, edge)
                    .map(number -> TfEdge.of(prefix + edge.node(), number))
                    .orElseThrow(() ->
                            new MalformedInputException(
                                    function.place() + ", " + place,
                                    from.place() + " has no output '" + edge + "'"));
        }
    }
}

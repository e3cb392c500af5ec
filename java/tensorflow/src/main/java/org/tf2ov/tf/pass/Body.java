package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfNode;

/// A part of a graph that is becoming a function; or the graph itself, which has no name.
///
/// @param name of the function
/// @param prefix what its nodes are called in the graph begins so
/// @param arguments the names by which nodes take the arguments
/// @param types of the arguments, where attributes tell them
/// @param nodes in any order; edges count outputs
record Body(
        String name,
        String prefix,
        List<String> arguments,
        List<Optional<DataType>> types,
        List<TfNode> nodes,
        List<TfEdge> results) {
    Body {
        arguments = List.copyOf(arguments);
        types = List.copyOf(types);
        nodes = List.copyOf(nodes);
        results = List.copyOf(results);
    }

    Body with(List<TfNode> otherNodes, List<TfEdge> otherResults) {
        return new Body(name, prefix, arguments, types, otherNodes, otherResults);
    }

    TfFunction function() {
        List<TfFunction.Argument> inputs = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            inputs.add(argument(arguments.get(i), types.get(i).map(DataType::number).orElse(0)));
        }
        List<TfFunction.Argument> outputs = new ArrayList<>(results.size());
        Map<String, TfEdge> returns = new TreeMap<>();
        for (int i = 0; i < results.size(); i++) {
            String output = "result_" + i;
            outputs.add(argument(output, 0));
            returns.put(output, results.get(i));
        }
        return new TfFunction(
                name, inputs, outputs, List.of(), nodes, returns, Map.of(), Map.of(), Map.of(),
                List.of(), false);
    }

    private static TfFunction.Argument argument(String name, int type) {
        return new TfFunction.Argument(name, type, "", "", "", false);
    }

    /// What is wrong with a node, under the name that the node has in the graph.
    UnsupportedModelException problem(TfNode node, String what) {
        return new UnsupportedModelException(
                List.of(
                        Problem.of(
                                Code.NOT_SUPPORTED,
                                node.withName(prefix + node.name()).place(),
                                what,
                                "Cut the graph before or behind it with --input and --output.")));
    }
}

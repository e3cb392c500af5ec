package org.tf2ov.tf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A function of a graph's library. Its nodes refer to its arguments, and to each other's outputs
/// by the names of the output arguments.
///
/// @param inputs the arguments, in the order in which callers pass them
/// @param outputs what callers get, in order
/// @param nodes the body
/// @param returns for each name in `outputs`, where it comes from
/// @param controlReturns for each name in `controlOutputs`, the node that must have run
/// @param attributes annotations of the function itself
/// @param argumentAttributes annotations of single arguments, by their index
/// @param parameters what callers must say in addition; the body refers to them by
///   [TfAttribute.Placeholder]
///
///   Source: `tensorflow/core/framework/function.proto`.
public record TfFunction(
        String name,
        List<Argument> inputs,
        List<Argument> outputs,
        List<String> controlOutputs,
        List<TfNode> nodes,
        Map<String, TfEdge> returns,
        Map<String, String> controlReturns,
        Map<String, TfAttribute> attributes,
        Map<Integer, Map<String, TfAttribute>> argumentAttributes,
        List<Parameter> parameters,
        boolean stateful) {
    /// An argument. Its type is given, or is an attribute of the call; it may be a list of tensors.
    ///
    /// @param type the number of the type in the file, 0 if an attribute tells it
    /// @param typeAttribute the attribute that holds the type, or empty
    /// @param numberAttribute the attribute that holds the number of tensors, or empty
    /// @param typeListAttribute the attribute that holds a type for each tensor, or empty
    public record Argument(
            String name,
            int type,
            String typeAttribute,
            String numberAttribute,
            String typeListAttribute,
            boolean reference) {}

    /// An attribute that the callers of a function may give.
    ///
    /// @param kind `type`, `int`, `list(shape)`, …
    public record Parameter(String name, String kind, Optional<TfAttribute> otherwise) {}

    public TfFunction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        controlOutputs = List.copyOf(controlOutputs);
        nodes = List.copyOf(nodes);
        returns = Collections.unmodifiableMap(new TreeMap<>(returns));
        controlReturns = Collections.unmodifiableMap(new TreeMap<>(controlReturns));
        attributes = TfAttribute.inOrder(attributes);
        argumentAttributes = Collections.unmodifiableMap(new TreeMap<>(argumentAttributes));
        parameters = List.copyOf(parameters);
    }

    /// The same function with other nodes in it.
    public TfFunction withNodes(List<TfNode> others) {
        return new TfFunction(
                name,
                inputs,
                outputs,
                controlOutputs,
                others,
                returns,
                controlReturns,
                attributes,
                argumentAttributes,
                parameters,
                stateful);
    }

    /// `function 'f'`, for messages.
    public String place() {
        return "function '" + name + "'";
    }
}

package org.tf2ov.tf.pass;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfFunction;

/// What a caller says to a function beside its inputs: types, numbers of tensors, and whatever else
/// nodes of the body refer to by [TfAttribute.Placeholder].
///
/// @param values the caller's, and the defaults of those that the caller leaves out
/// @param complete whether what is not among them is unknown for ever; otherwise the body keeps its
///   placeholder
record FunctionParameters(Map<String, TfAttribute> values, boolean complete) {
    private static final int MOST_TENSORS = 2_000_000;

    /// For a body that nobody calls yet.
    static FunctionParameters open(Map<String, TfAttribute> values) {
        return new FunctionParameters(values, false);
    }

    /// @param given the attributes of the call
    static FunctionParameters of(TfFunction function, Map<String, TfAttribute> given) {
        return new FunctionParameters(withDefaults(function, given), true);
    }

    /// The caller's attributes, and the defaults of those that the caller leaves out.
    static Map<String, TfAttribute> withDefaults(
            TfFunction function, Map<String, TfAttribute> given) {
        Map<String, TfAttribute> all = new TreeMap<>();
        for (TfFunction.Parameter parameter : function.parameters()) {
            parameter.otherwise().ifPresent(value -> all.put(parameter.name(), value));
        }
        all.putAll(given);
        return all;
    }

    /// The numbers of the types of all tensors that an argument stands for.
    List<Integer> types(TfFunction.Argument argument) {
        if (!argument.typeListAttribute().isEmpty()) {
            return values.get(argument.typeListAttribute()) instanceof TfAttribute.Items items
                    ? items.types()
                    : List.of();
        }
        int type =
                values.get(argument.typeAttribute()) instanceof TfAttribute.Type(int number)
                        ? number
                        : argument.type();
        if (argument.numberAttribute().isEmpty()) {
            return List.of(type);
        }
        long count =
                values.get(argument.numberAttribute()) instanceof TfAttribute.Whole(long number)
                        ? Math.clamp(number, 0, MOST_TENSORS)
                        : 0;
        return Collections.nCopies((int) count, type);
    }

    /// Arguments whose types are those that the caller has given. Lists of tensors stay as they
    /// are: only a call of a function may have them.
    List<TfFunction.Argument> typed(List<TfFunction.Argument> arguments) {
        return arguments.stream()
                .map(argument ->
                        values.get(argument.typeAttribute()) instanceof TfAttribute.Type(int number)
                                ? new TfFunction.Argument(
                                        argument.name(),
                                        number,
                                        "",
                                        argument.numberAttribute(),
                                        argument.typeListAttribute(),
                                        argument.reference())
                                : argument)
                .toList();
    }

    /// The attributes of a node of the body, with values in the place of placeholders.
    Map<String, TfAttribute> bound(Map<String, TfAttribute> attributes) {
        if (attributes.values().stream().noneMatch(FunctionParameters::hasPlaceholder)) {
            return attributes;
        }
        Map<String, TfAttribute> bound = new TreeMap<>();
        attributes.forEach((name, value) ->
                put(
                        bound,
                        name,
                        value instanceof TfAttribute.Function(var function, var inner)
                                ? new TfAttribute.Function(function, boundWithin(inner))
                                : value));
        return bound;
    }

    /// What a call within the body says to its function.
    private Map<String, TfAttribute> boundWithin(Map<String, TfAttribute> attributes) {
        Map<String, TfAttribute> bound = new TreeMap<>();
        attributes.forEach((name, value) -> put(bound, name, value));
        return bound;
    }

    private void put(Map<String, TfAttribute> bound, String name, TfAttribute value) {
        if (!(value instanceof TfAttribute.Placeholder(String parameter))) {
            bound.put(name, value);
        } else if (values.containsKey(parameter)) {
            bound.put(name, values.get(parameter));
        } else if (!complete) {
            bound.put(name, value);
        }
    }

    private static boolean hasPlaceholder(TfAttribute value) {
        return switch (value) {
            case TfAttribute.Placeholder _ -> true;
            case TfAttribute.Function(_, var inner) ->
                    inner.values().stream().anyMatch(TfAttribute.Placeholder.class::isInstance);
            default -> false;
        };
    }
}

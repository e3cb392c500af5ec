package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tf2ov.problem.MalformedInputException;

/// What one use of a layer in a functional model is given: positional and named arguments, which
/// are tensors of other layers, values, and lists and dictionaries of these.
///
/// Keras 3 writes `{"args": […], "kwargs": {…}}` with tensors as `__keras_tensor__` objects; Keras
/// 1 and 2 write `[[layer, node, tensor, kwargs], …]`.
///
/// @param positional of [Reference], [Config], `List<?>`, `Map<String, ?>`
record CallArguments(List<Object> positional, Map<String, Object> named) {
    /// An output of a use of a layer.
    record Reference(String layer, int node, int index, String place) {}

    /// One element of a layer's `inbound_nodes`.
    static CallArguments parse(Config node) {
        if (node.isMap() && (node.has("args") || node.has("kwargs"))) {
            Map<String, Object> named = new LinkedHashMap<>();
            Config given = node.orNull("kwargs");
            if (!given.isNull()) {
                given.names().forEach(name -> named.put(name, decode(given.orNull(name))));
            }
            List<Object> positional = new ArrayList<>();
            node.find("args")
                    .ifPresent(args -> args.list().forEach(arg -> positional.add(decode(arg))));
            return new CallArguments(positional, named);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        Object first = decodeLegacy(node, named);
        // A list of one tensor means that tensor.
        while (first instanceof List<?> list
                && list.size() == 1
                && isTensorOrList(list.getFirst())) {
            first = list.getFirst();
        }
        return new CallArguments(List.of(first), named);
    }

    private static boolean isTensorOrList(Object value) {
        return value instanceof Reference;
    }

    /// The tensors among all arguments.
    List<Reference> references() {
        List<Reference> all = new ArrayList<>();
        List<Object> rest = new ArrayList<>(positional);
        rest.addAll(named.values());
        while (!rest.isEmpty()) {
            switch (rest.removeLast()) {
                case Reference reference -> all.add(reference);
                case List<?> list -> rest.addAll(list);
                case Map<?, ?> map -> rest.addAll(map.values());
                default -> {}
            }
        }
        return all;
    }

    /// An argument with its references replaced.
    static Object bind(Object argument, Function<Reference, KerasTensor> tensors) {
        return switch (argument) {
            case Reference reference -> tensors.apply(reference);
            case List<?> list ->
                    list.stream().<Object>map(element -> bind(element, tensors)).toList();
            case Map<?, ?> map -> {
                Map<String, Object> bound = new TreeMap<>();
                map.forEach((name, element) -> bound.put((String) name, bind(element, tensors)));
                yield bound;
            }
            default -> argument;
        };
    }

    /// `[layer, node, tensor]`, on its own or in lists and dictionaries; dictionaries count in the
    /// order of their names.
    static List<Reference> references(Config structure) {
        List<Reference> all = new ArrayList<>();
        List<Config> rest = new ArrayList<>(List.of(structure));
        while (!rest.isEmpty()) {
            Config next = rest.removeLast();
            if (isReference(next)) {
                all.add(reference(next));
            } else if (next.isList()) {
                rest.addAll(next.list().reversed());
            } else if (next.isMap()) {
                rest.addAll(
                        next.names().stream()
                                .sorted(java.util.Comparator.reverseOrder())
                                .map(next::at)
                                .toList());
            }
        }
        return all;
    }

    private static boolean isReference(Config value) {
        if (!value.isList()) {
            return false;
        }
        List<Config> items = value.list();
        return (items.size() == 3 || items.size() == 4)
                && items.getFirst().isText()
                && items.get(1).isNumber()
                && (items.get(2).isNumber() || items.getFirst().text().equals("_CONSTANT_VALUE"));
    }

    private static Reference reference(Config value) {
        List<Config> items = value.list();
        return new Reference(
                items.get(0).text(), whole(items.get(1)), whole(items.get(2)), value.place());
    }

    private static int whole(Config value) {
        long number = value.integer();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new MalformedInputException(
                    value.place(), "this should be a small number and is " + number);
        }
        return (int) number;
    }

    /// The structure of the first argument; what follows a reference in its list are the other
    /// arguments.
    private static Object decodeLegacy(Config node, Map<String, Object> named) {
        if (isReference(node)) {
            List<Config> items = node.list();
            if (items.size() == 4 && items.get(3).isMap()) {
                Config others = items.get(3);
                others.names()
                        .forEach(
                                name -> named.put(name, decodeLegacyArgument(others.orNull(name))));
            }
            return items.getFirst().text().equals("_CONSTANT_VALUE")
                    ? items.get(2)
                    : reference(node);
        }
        if (node.isList()) {
            return node.list().stream().map(item -> decodeLegacy(item, named)).toList();
        }
        if (node.isMap()) {
            Map<String, Object> all = new TreeMap<>();
            node.names().forEach(name -> all.put(name, decodeLegacy(node.at(name), named)));
            return all;
        }
        return node;
    }

    private static Object decodeLegacyArgument(Config value) {
        if (isReference(value)) {
            return value.list().getFirst().text().equals("_CONSTANT_VALUE")
                    ? value.list().get(2)
                    : reference(value);
        }
        return holdsReference(value)
                ? value.list().stream().map(CallArguments::decodeLegacyArgument).toList()
                : value;
    }

    private static boolean holdsReference(Config value) {
        return value.isList()
                && !value.list().isEmpty()
                && value.list().stream().anyMatch(CallArguments::isReference);
    }

    private static Object decode(Config value) {
        if (value.isMap()) {
            if (value.text("class_name", "").equals("__keras_tensor__")) {
                return reference(value.at("config").at("keras_history"));
            }
            if (value.has("class_name")) {
                return value;
            }
            Map<String, Object> all = new TreeMap<>();
            value.names().forEach(name -> all.put(name, decode(value.orNull(name))));
            return all;
        }
        if (value.isList() && holdsTensor(value)) {
            return value.list().stream().map(CallArguments::decode).toList();
        }
        return value;
    }

    private static boolean holdsTensor(Config list) {
        List<Config> rest = new ArrayList<>(list.list());
        while (!rest.isEmpty()) {
            Config next = rest.removeLast();
            if (next.isList()) {
                rest.addAll(next.list());
            } else if (next.isMap()) {
                if (next.orNull("class_name").value() instanceof String name
                        && name.equals("__keras_tensor__")) {
                    return true;
                }
            }
        }
        return false;
    }
}

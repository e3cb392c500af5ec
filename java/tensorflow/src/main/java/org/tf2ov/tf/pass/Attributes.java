package org.tf2ov.tf.pass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tf2ov.tf.TfAttribute;

/// Attributes that rewrites give to nodes.
final class Attributes {
    private Attributes() {}

    /// A list of types by their numbers.
    static TfAttribute.Items types(List<Integer> numbers) {
        return new TfAttribute.Items(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(numbers),
                List.of(),
                List.of(),
                List.of());
    }

    /// A list of functions.
    static TfAttribute.Items functions(List<TfAttribute.Function> functions) {
        return new TfAttribute.Items(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(functions));
    }

    /// The same attributes with another value for one of them.
    static Map<String, TfAttribute> with(
            Map<String, TfAttribute> attributes, String name, TfAttribute value) {
        Map<String, TfAttribute> all = new TreeMap<>(attributes);
        all.put(name, value);
        return all;
    }

    /// The same attributes without one of them.
    static Map<String, TfAttribute> without(Map<String, TfAttribute> attributes, String name) {
        Map<String, TfAttribute> others = new TreeMap<>(attributes);
        others.remove(name);
        return others;
    }
}

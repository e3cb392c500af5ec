package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.MalformedInputException;

/// A value of a Keras configuration, which is JSON, with the way to it for messages. Asking it for
/// what it is not throws a [MalformedInputException] that says where.
///
/// @param value a `Map<String, ?>`, `List<?>`, `String`, `Long`, `Double`, `Boolean`, or null
/// @param place the file and the way to the value: `model.keras, config.json: layers[3].filters`
public record Config(Object value, String place) {
    /// Whether there is a member of this name that is not null.
    public boolean has(String name) {
        return value instanceof Map<?, ?> members && members.get(name) != null;
    }

    /// The member of this name.
    public Config at(String name) {
        Object member = value instanceof Map<?, ?> members ? members.get(name) : null;
        if (member == null) {
            throw new MalformedInputException(place, "'" + name + "' is missing here");
        }
        return new Config(member, place + "." + name);
    }

    /// The member of this name, or null in its place.
    public Config orNull(String name) {
        return new Config(
                value instanceof Map<?, ?> members ? members.get(name) : null, place + "." + name);
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isMap() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isNumber() {
        return value instanceof Number;
    }

    /// The names of the members.
    public Set<String> names() {
        if (value instanceof Map<?, ?> members) {
            return members.keySet().stream()
                    .map(String.class::cast)
                    .collect(
                            java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
        }
        throw wrong("an object");
    }

    /// The elements of a list.
    public List<Config> list() {
        if (value instanceof List<?> elements) {
            List<Config> list = new ArrayList<>(elements.size());
            for (int i = 0; i < elements.size(); i++) {
                list.add(new Config(elements.get(i), place + "[" + i + "]"));
            }
            return list;
        }
        throw wrong("a list");
    }

    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("a text");
    }

    public long integer() {
        return switch (value) {
            case Long number -> number;
            case Double number when number == Math.rint(number) -> (long) (double) number;
            case null, default -> throw wrong("a whole number");
        };
    }

    public double real() {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong("a number");
    }

    public boolean flag() {
        return switch (value) {
            case Boolean flag -> flag;
            case Long number when number == 0 || number == 1 -> number == 1;
            case null, default -> throw wrong("true or false");
        };
    }

    /// The text of a member, or another one if there is none.
    public String text(String name, String otherwise) {
        return has(name) ? at(name).text() : otherwise;
    }

    public long integer(String name, long otherwise) {
        return has(name) ? at(name).integer() : otherwise;
    }

    public double real(String name, double otherwise) {
        return has(name) ? at(name).real() : otherwise;
    }

    public boolean flag(String name, boolean otherwise) {
        return has(name) ? at(name).flag() : otherwise;
    }

    /// Whole numbers: a list of them, or a single one.
    public List<Long> integers() {
        return isList() ? list().stream().map(Config::integer).toList() : List.of(integer());
    }

    /// `count` whole numbers; a single one stands for all of them.
    public List<Long> integers(String name, int count, long otherwise) {
        List<Long> given = has(name) ? at(name).integers() : List.of(otherwise);
        if (given.size() == 1) {
            return java.util.Collections.nCopies(count, given.getFirst());
        }
        if (given.size() != count) {
            throw new MalformedInputException(
                    at(name).place, "there are " + given.size() + " numbers instead of " + count);
        }
        return given;
    }

    /// Numbers: a list of them, nested or not, or a single one.
    public List<Double> reals() {
        List<Double> flat = new ArrayList<>();
        List<Config> rest = new ArrayList<>(List.of(this));
        while (!rest.isEmpty()) {
            Config next = rest.removeLast();
            if (next.isList()) {
                rest.addAll(next.list().reversed());
            } else {
                flat.add(next.real());
            }
        }
        return flat;
    }

    /// The member of this name, if it is there and not null.
    public Optional<Config> find(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    private MalformedInputException wrong(String kind) {
        return new MalformedInputException(
                place, "this should be " + kind + " and is " + describe());
    }

    private String describe() {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String text ->
                    "the text '" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
            default -> value.toString();
        };
    }
}

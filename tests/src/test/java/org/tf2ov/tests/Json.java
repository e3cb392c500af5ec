package org.tf2ov.tests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A value of a fixture's JSON; asking it for what it is not fails.
///
/// @param value a `Map`, `List`, `String`, `Long`, `Double`, `Boolean`, or null
record Json(Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static Json parse(String text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            return new Json(read(in));
        }
    }

    private static Object read(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    members.put(name, read(in));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(in));
                }
                yield elements;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + in.currentToken());
        };
    }

    boolean has(String name) {
        return value instanceof Map<?, ?> members && members.get(name) != null;
    }

    Json at(String name) {
        if (!(value instanceof Map<?, ?> members) || !members.containsKey(name)) {
            throw new IllegalArgumentException("no member '" + name + "' in " + value);
        }
        return new Json(members.get(name));
    }

    /// The names of the members, in their order.
    Set<String> names() {
        return ((Map<?, ?>) value)
                .keySet().stream()
                        .map(String.class::cast)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Json> list() {
        return ((List<?>) value).stream().map(Json::new).toList();
    }

    String text() {
        return (String) value;
    }

    long integer() {
        return ((Number) value).longValue();
    }

    double real() {
        return ((Number) value).doubleValue();
    }

    long[] longs() {
        return list().stream().mapToLong(Json::integer).toArray();
    }

    double[] doubles() {
        return list().stream().mapToDouble(Json::real).toArray();
    }
}

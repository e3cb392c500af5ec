package org.tf2ov.tf.keras;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// Reads a configuration. `NaN` and `Infinity`, which Python writes, are numbers; a name that comes
/// twice in an object is an error, and so is a nesting that no model has.
final class ConfigParser {
    /// A model in a model in a model takes six levels each.
    private static final int DEEPEST = 400;

    private static final long LONGEST = 64L << 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxDocumentLength(LONGEST)
                                    .maxStringLength(16 << 20)
                                    .maxNameLength(1 << 16)
                                    .maxNumberLength(1000)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private ConfigParser() {}

    /// @param place the file, for messages
    static Config parse(byte[] json, String place) {
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            Object value = read(in);
            if (in.nextToken() != null) {
                throw new MalformedInputException(
                        place, "something follows the configuration's end");
            }
            return new Config(value, place);
        } catch (StreamConstraintsException e) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.LIMIT_EXCEEDED,
                            place,
                            "the configuration is larger or nested deeper than any model's: "
                                    + e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new MalformedInputException(
                    place,
                    "the configuration is not JSON: "
                            + (e instanceof com.fasterxml.jackson.core.JacksonException jackson
                                    ? jackson.getOriginalMessage()
                                    : e.getMessage()),
                    e);
        }
    }

    private static Object read(JsonParser in) throws IOException {
        Deque<Object> open = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        String name = "";
        while (true) {
            Object done;
            switch (in.currentToken()) {
                case null -> throw new IOException("it ends too early");
                case START_OBJECT -> {
                    open.push(new LinkedHashMap<String, Object>());
                    names.push(name);
                    done = null;
                }
                case START_ARRAY -> {
                    open.push(new ArrayList<>());
                    names.push(name);
                    done = null;
                }
                case END_OBJECT, END_ARRAY -> {
                    done =
                            switch (open.pop()) {
                                case Map<?, ?> map -> Collections.unmodifiableMap(map);
                                case List<?> list -> Collections.unmodifiableList(list);
                                default -> throw new IllegalStateException();
                            };
                    name = names.pop();
                }
                case VALUE_STRING -> done = in.getText();
                case VALUE_NUMBER_INT -> {
                    done =
                            in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                                    ? (Object) in.getDoubleValue()
                                    : (Object) in.getLongValue();
                }
                case VALUE_NUMBER_FLOAT -> done = in.getDoubleValue();
                case VALUE_TRUE -> done = true;
                case VALUE_FALSE -> done = false;
                case VALUE_NULL -> done = null;
                default -> throw new IOException("unexpected " + in.currentToken());
            }
            JsonToken token = in.currentToken();
            boolean opened = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
            if (!opened) {
                if (open.isEmpty()) {
                    return done;
                }
                put(open.peek(), name, done);
            }
            if (in.nextToken() == JsonToken.FIELD_NAME) {
                name = in.currentName();
                in.nextToken();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Object container, String name, Object value) {
        if (container instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).put(name, value);
        } else {
            ((List<Object>) container).add(value);
        }
    }
}

package org.tf2ov.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;

/// Writes what a command has to say as one JSON document: maps, lists, texts, numbers, and tensors
/// as nested arrays.
final class Json {
    private Json() {}

    /// Writes a document in UTF-8 with a line feed at its end; the stream stays open.
    static void write(Object document, OutputStream out) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json =
                new JsonFactory()
                        .createGenerator(out)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .setPrettyPrinter(printer)) {
            value(json, document);
            json.writeRaw('\n');
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    value(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case HostTensor tensor -> elements(json, tensor, 0, 0);
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Float number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }

    /// Writes the part of a tensor that begins at `from`, along `axis` and those behind it.
    private static void elements(JsonGenerator json, HostTensor tensor, int axis, long from)
            throws IOException {
        long[] shape = tensor.shape();
        if (axis == shape.length) {
            element(json, tensor, from);
            return;
        }
        long step = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            step *= shape[i];
        }
        json.writeStartArray();
        for (long i = 0; i < shape[axis]; i++) {
            elements(json, tensor, axis + 1, from + i * step);
        }
        json.writeEndArray();
    }

    private static void element(JsonGenerator json, HostTensor tensor, long index)
            throws IOException {
        ElementType type = tensor.element();
        switch (type) {
            case F64 -> json.writeNumber(tensor.real(index));
            case BOOLEAN -> json.writeBoolean(Elements.whole(tensor.data(), type, index) != 0);
            case U64 ->
                    json.writeNumber(
                            Long.toUnsignedString(Elements.whole(tensor.data(), type, index)));
            default -> {
                if (type.isFloat()) {
                    json.writeNumber((float) tensor.real(index));
                } else {
                    json.writeNumber(Elements.whole(tensor.data(), type, index));
                }
            }
        }
    }
}

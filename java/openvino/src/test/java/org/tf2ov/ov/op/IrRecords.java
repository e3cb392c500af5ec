package org.tf2ov.ov.op;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tf2ov.graph.Op;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The records of this package by what an IR calls them, made from attributes as an IR spells them.
final class IrRecords {
    /// By version and type of the layer, such as `opset8.Gather`.
    static final Map<String, List<Class<? extends Op>>> ALL = all();

    private IrRecords() {}

    /// The operation of a layer.
    ///
    /// @param attributes exactly those that the record has
    static Op make(Class<? extends Op> type, Map<String, String> attributes) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = Arrays.stream(components).map(IrRecords::attribute).toList();
        if (!attributes.keySet().equals(java.util.Set.copyOf(names))) {
            throw new IllegalArgumentException(
                    type + " has the attributes " + names + ", not " + attributes.keySet());
        }
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), attributes.get(names.get(i)));
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a public record", e);
        }
    }

    private static String layer(Class<?> type) {
        IrType written = type.getAnnotation(IrType.class);
        String name = written == null ? "" : written.name();
        return (written == null ? "opset1" : written.opset())
                + "."
                + (name.isEmpty() ? type.getSimpleName() : name);
    }

    private static String attribute(RecordComponent component) {
        IrName name = component.getAnnotation(IrName.class);
        return name != null
                ? name.value()
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(Type type, String word) {
        if (type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return word.isEmpty()
                    ? List.of()
                    : Arrays.stream(word.split(",", -1)).map(part -> value(element, part)).toList();
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return word;
        } else if (raw == int.class || raw == Integer.class) {
            return Integer.valueOf(word);
        } else if (raw == long.class || raw == Long.class) {
            return Long.valueOf(word);
        } else if (raw == float.class || raw == Float.class) {
            return Float.valueOf(word);
        } else if (raw == double.class || raw == Double.class) {
            return Double.valueOf(word);
        } else if (raw == boolean.class) {
            return Boolean.valueOf(word);
        } else if (raw == ElementType.class) {
            return ElementType.ofIrName(word).orElseThrow();
        } else if (raw == PartialShape.class) {
            return Expressions.shape(word);
        }
        return Arrays.stream(raw.getEnumConstants())
                .filter(constant -> word((Enum<?>) constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word + " is no " + raw));
    }

    private static String word(Enum<?> constant) {
        return constant instanceof IrWord spelled
                ? spelled.irWord()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<Class<? extends Op>>> all() {
        try (Stream<Path> files =
                Files.list(Path.of(Relu.class.getResource("Relu.class").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .sorted()
                    .map(IrRecords::load)
                    .filter(type -> type.isRecord() && Op.class.isAssignableFrom(type))
                    // A layer without the mark is the plain one.
                    .filter(type -> type != Decompress.class)
                    .<Class<? extends Op>>map(type -> type.asSubclass(Op.class))
                    .collect(Collectors.groupingBy(IrRecords::layer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    Relu.class.getPackageName() + "." + file.substring(0, file.length() - 6));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.tf2ov.convert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The translators by the names of their operations.
///
/// Ours are listed in a file that the build makes from the [TfOp] and [TfComplexOp] annotations, so
/// that starting costs one small read and each class is loaded when a model has its operation. A
/// user's translator goes before ours.
///
/// Many conversions may use the same translators at once.
public final class Translators {
    static final String INDEX = "/META-INF/tf2ov/translators";

    /// In front of the name of an operation on complex numbers; no name has a slash.
    private static final String COMPLEX = "complex/";

    /// In front of the name of an operation on strings.
    private static final String STRINGS = "strings/";

    private final Map<String, String> classNames;
    private final Set<String> extensions = new HashSet<>();
    private final Map<String, OpTranslator> loaded = new ConcurrentHashMap<>();

    private Translators(Map<String, String> classNames) {
        this.classNames = classNames;
    }

    /// Ours, and those that the class loader's jars provide.
    public static Translators load(ClassLoader extensions) {
        Translators translators = new Translators(readIndex());
        for (OpTranslator translator : ServiceLoader.load(OpTranslator.class, extensions)) {
            for (String key : keys(translator.getClass())) {
                translators.loaded.put(key, translator);
                translators.extensions.add(key);
            }
        }
        return translators;
    }

    /// The same, where some operations stay what they are; see [KeptOperation].
    ///
    /// @param operations their names, with the number of their outputs where that is not one:
    ///   `MyOp`, `MyOp:2`
    public Translators keeping(Collection<String> operations) {
        Translators others = new Translators(classNames);
        others.loaded.putAll(loaded);
        others.extensions.addAll(extensions);
        for (String operation : operations) {
            KeptOperation kept = KeptOperation.of(operation);
            others.loaded.put(kept.op(), kept);
        }
        return others;
    }

    /// Only ours.
    public static Translators builtIn() {
        return new Translators(readIndex());
    }

    /// What a translator's annotations say that it translates.
    static List<String> keys(Class<?> translator) {
        TfOp onReal = translator.getAnnotation(TfOp.class);
        TfComplexOp onComplex = translator.getAnnotation(TfComplexOp.class);
        TfStringOp onStrings = translator.getAnnotation(TfStringOp.class);
        return Stream.of(
                        Stream.of(onReal == null ? new String[0] : onReal.value()),
                        Stream.of(onComplex == null ? new String[0] : onComplex.value())
                                .map(COMPLEX::concat),
                        Stream.of(onStrings == null ? new String[0] : onStrings.value())
                                .map(STRINGS::concat))
                .flatMap(keys -> keys)
                .toList();
    }

    /// The translator of an operation one of whose inputs holds strings, if there is one. A user's
    /// operation is taken to know strings.
    public Optional<OpTranslator> ofStrings(String op) {
        return classNames.containsKey(op) ? of(STRINGS + op) : of(STRINGS + op).or(() -> of(op));
    }

    /// The translator of an operation one of whose inputs holds complex numbers, if there is one.
    public Optional<OpTranslator> ofComplex(String op) {
        return of(COMPLEX + op);
    }

    /// The translator of an operation, if there is one.
    public Optional<OpTranslator> of(String op) {
        OpTranslator known = loaded.get(op);
        if (known == null && classNames.containsKey(op)) {
            known = instantiate(classNames.get(op));
            loaded.put(op, known);
        }
        return Optional.ofNullable(known);
    }

    /// Whether the translator of an operation is one of ours.
    boolean isOurs(String op) {
        return extensions.isEmpty()
                || !extensions.contains(op)
                        && !extensions.contains(COMPLEX + op)
                        && !extensions.contains(STRINGS + op);
    }

    /// The names of all operations that have a translator, in alphabetical order.
    public SortedSet<String> operations() {
        SortedSet<String> all =
                Stream.concat(classNames.keySet().stream(), loaded.keySet().stream())
                        .map(key -> key.substring(key.indexOf('/') + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        return Collections.unmodifiableSortedSet(all);
    }

    private static OpTranslator instantiate(String className) {
        try {
            var constructor =
                    Class.forName(className)
                            .asSubclass(OpTranslator.class)
                            .getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the translator " + className + " cannot be loaded", e);
        }
    }

    private static Map<String, String> readIndex() {
        Map<String, String> index = new HashMap<>();
        try (InputStream in = Translators.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException(
                        INDEX + " is missing: build the converter with Maven");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                index.put(line.substring(0, space), line.substring(space + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return index;
    }
}

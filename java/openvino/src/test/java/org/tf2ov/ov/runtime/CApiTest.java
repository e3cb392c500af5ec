package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The generated layer, the headers that it comes from, and the library that it leads to.
final class CApiTest {
    @Test
    void isWhatTheGeneratorMakesOfTheInstalledHeaders() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Process generator =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                module.resolve("src/generator/GenerateCApi.java").toString(),
                                headers().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String generated =
                new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, generator.waitFor());
        Path committed = module.resolve("src/main/java/org/tf2ov/ov/runtime/CApi.java");
        assertEquals(
                withoutSpace(generated),
                withoutSpace(Files.readString(committed)),
                "run: java src/generator/GenerateCApi.java " + headers() + " > " + committed);
    }

    /// The formatter breaks lines, also those of comments.
    private static String withoutSpace(String java) {
        return java.lines()
                .map(line -> line.strip().replaceFirst("^///", "").replaceAll("\\s+", ""))
                .collect(Collectors.joining());
    }

    private static Path headers() {
        return RuntimeLibrary.find().folder().resolveSibling("include/openvino/c");
    }

    @Test
    void hasEveryFunctionThatIsNotVariadic() throws IOException {
        try (var files = Files.walk(headers())) {
            long declared =
                    files.filter(file -> file.toString().endsWith(".h"))
                            .flatMap(CApiTest::lines)
                            .filter(line -> line.startsWith("OPENVINO_C_API("))
                            .count();
            assertEquals(177, declared);
        }
        assertEquals(177 - 9, functions().size());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Method> functions() {
        return Arrays.stream(CApi.class.getDeclaredMethods())
                .filter(method ->
                        !method.isSynthetic() && !method.getName().startsWith("ov_property_key_"))
                .toList();
    }

    @Test
    void propertiesHaveTheNamesThatTheLibraryGivesThem() throws ReflectiveOperationException {
        Set<String> named = new TreeSet<>();
        for (var field : Properties.class.getFields()) {
            named.add((String) field.get(null));
        }
        Set<String> known = new TreeSet<>();
        for (Method method : CApi.class.getDeclaredMethods()) {
            if (method.getName().startsWith("ov_property_key_")
                    && !method.getName().contains("intel_")) {
                known.add((String) method.invoke(null));
            }
        }
        assertEquals(known, named);
        assertTrue(known.size() > 25);
    }
}

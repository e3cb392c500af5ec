package org.tf2ov.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Run by the build: lists which class translates which operation, for [Translators].
final class TranslatorIndex {
    private TranslatorIndex() {}

    /// Writes the index.
    ///
    /// @param args the folder of compiled classes
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path classes = Path.of(args[0]);
        SortedMap<String, String> index = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(classes.resolve("org/tf2ov/convert/ops"))) {
            files = found.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        for (Path file : files) {
            String name = classes.relativize(file).toString().replace('/', '.').replace('\\', '.');
            Class<?> type =
                    Class.forName(
                            name.substring(0, name.length() - ".class".length()),
                            false,
                            TranslatorIndex.class.getClassLoader());
            for (String key : Translators.keys(type)) {
                String other = index.put(key, type.getName());
                if (other != null) {
                    throw new IllegalStateException(
                            key + " is translated by both " + other + " and " + type.getName());
                }
            }
        }
        Path target = classes.resolve(Translators.INDEX.substring(1));
        Files.createDirectories(target.getParent());
        Files.write(
                target,
                index.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}

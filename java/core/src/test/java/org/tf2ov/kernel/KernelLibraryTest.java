package org.tf2ov.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelLibraryTest {
    @TempDir Path folder;

    @BeforeEach
    void onlyWhereTheShimWasBuilt() {
        assumeTrue(Kernels.best() instanceof NativeKernels, "the native kernels were not built");
    }

    private static Optional<NativeKernels> load(
            Map<String, String> settings, Map<String, String> environment) {
        Properties properties = new Properties();
        List.of("os.name", "os.arch", "user.home")
                .forEach(key -> properties.setProperty(key, System.getProperty(key)));
        properties.putAll(settings);
        return new KernelLibrary(properties, environment).load();
    }

    private Optional<Path> unpacked() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertTrue(found.size() <= 1, "no half-written files: " + found);
            return found.stream().findFirst();
        }
    }

    @Test
    void theLibraryIsUnpackedOnceAndRepairedWhenItIsBroken() throws IOException {
        Map<String, String> environment = Map.of("TF2OV_CACHE", folder.toString());
        assertTrue(load(Map.of(), environment).isPresent());
        Path file = unpacked().orElseThrow();
        assertEquals(folder.resolve("kernels"), file.getParent().getParent());
        byte[] content = Files.readAllBytes(file);
        Object identity = Files.readAttributes(file, "unix:ino");
        assertTrue(load(Map.of(), environment).isPresent());
        assertEquals(identity, Files.readAttributes(file, "unix:ino"));

        Files.delete(file);
        Files.writeString(file, "not a library");
        assertTrue(load(Map.of(), environment).isPresent());
        assertEquals(content.length, Files.size(file));
    }

    @Test
    void otherCacheFoldersAreFoundTheUsualWay() throws IOException {
        assertTrue(load(Map.of(), Map.of("XDG_CACHE_HOME", folder.toString())).isPresent());
        assertTrue(unpacked().orElseThrow().startsWith(folder.resolve("tf2ov/kernels")));
    }

    @Test
    void aFileCanBeNamedAndAnInstallationComesBeforeTheJar() throws IOException {
        assertTrue(
                load(Map.of(), Map.of("TF2OV_CACHE", folder.resolve("cache").toString()))
                        .isPresent());
        Path file = unpacked().orElseThrow();
        assertEquals(
                "native kernels in " + file,
                load(Map.of("tf2ov.kernels", file.toString()), Map.of()).orElseThrow().toString());
        assertTrue(load(Map.of(), Map.of("TF2OV_KERNELS", file.toString())).isPresent());

        String platform =
                (System.getProperty("os.name").equals("Linux") ? "linux-" : "macos-")
                        + System.getProperty("os.arch").replace("amd64", "x86_64");
        Path installed =
                folder.resolve("home/lib/native").resolve(platform).resolve(file.getFileName());
        Files.createDirectories(installed.getParent());
        Files.copy(file, installed);
        assertEquals(
                "native kernels in " + installed,
                load(Map.of("tf2ov.home", folder.resolve("home").toString()), Map.of())
                        .orElseThrow()
                        .toString());
    }

    @Test
    void withoutAUsableLibraryTheJavaKernelsRemain() throws IOException {
        assertFalse(load(Map.of("tf2ov.kernels", "off"), Map.of()).isPresent());
        assertFalse(
                load(Map.of(), Map.of("TF2OV_KERNELS", folder.resolve("missing.so").toString()))
                        .isPresent());
        Path file = Files.writeString(folder.resolve("file"), "not a library");
        assertFalse(load(Map.of("tf2ov.kernels", file.toString()), Map.of()).isPresent());
        // A cache that can't be written: here, because it is a file.
        assertFalse(load(Map.of(), Map.of("TF2OV_CACHE", file.toString())).isPresent());
    }
}

package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.problem.RuntimeFailure;

final class RuntimeLibraryTest {
    @TempDir Path folder;

    private static RuntimeLibrary find(Map<String, String> environment, String... properties) {
        java.util.Properties all = new java.util.Properties();
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return RuntimeLibrary.find(environment, all);
    }

    /// An empty file where a library could be.
    private Path library(String path) throws IOException {
        Path library = folder.resolve(path).resolve(System.mapLibraryName("openvino_c"));
        Files.createDirectories(library.getParent());
        return Files.createFile(library);
    }

    @Test
    void theCacheIsWhatTheScriptFills() throws IOException {
        String lock = Files.readString(Path.of("../../scripts/openvino.lock"));
        assertTrue(
                lock.contains("openvino==" + RuntimeLibrary.VERSION + " "),
                "the version of scripts/openvino.lock");

        Path inCache = library("a/openvino/" + RuntimeLibrary.VERSION + "/openvino/libs");
        assertEquals(
                inCache, find(Map.of("TF2OV_CACHE", folder.resolve("a").toString())).library());
        Path inXdg = library("b/tf2ov/openvino/" + RuntimeLibrary.VERSION + "/openvino/libs");
        assertEquals(
                inXdg, find(Map.of("XDG_CACHE_HOME", folder.resolve("b").toString())).library());
        Path inHome =
                library("c/.cache/tf2ov/openvino/" + RuntimeLibrary.VERSION + "/openvino/libs");
        assertEquals(inHome, find(Map.of("HOME", folder.resolve("c").toString())).library());
    }

    @Test
    void whatIsAskedForComesFirst() throws IOException {
        library("cache/openvino/" + RuntimeLibrary.VERSION + "/openvino/libs");
        Path archive = library("archive/runtime/lib/intel64");
        Path wheel = library("wheel/openvino/libs");
        Path intel = library("intel/runtime/lib/intel64");
        String cache = folder.resolve("cache").toString();

        assertEquals(
                new RuntimeLibrary(archive, "OPENVINO_HOME"),
                find(
                        Map.of(
                                "TF2OV_CACHE",
                                cache,
                                "OPENVINO_HOME",
                                folder.resolve("archive").toString())));
        assertEquals(
                new RuntimeLibrary(wheel, "tf2ov.openvino.home"),
                find(
                        Map.of(
                                "TF2OV_CACHE",
                                cache,
                                "OPENVINO_HOME",
                                folder.resolve("archive").toString()),
                        "tf2ov.openvino.home",
                        folder.resolve("wheel").toString()));
        assertEquals(
                new RuntimeLibrary(intel, "INTEL_OPENVINO_DIR"),
                find(
                        Map.of(
                                "TF2OV_CACHE",
                                cache,
                                "INTEL_OPENVINO_DIR",
                                folder.resolve("intel").toString())));
    }

    @Test
    void aPythonEnvironmentCountsOnlyWhenAskedFor() throws IOException {
        Path library = library("venv/lib/python3.13/site-packages/openvino/libs");
        Map<String, String> environment =
                Map.of(
                        "TF2OV_CACHE",
                        folder.resolve("none").toString(),
                        "VIRTUAL_ENV",
                        folder.resolve("venv").toString());
        assertThrows(RuntimeFailure.class, () -> find(environment));
        assertEquals(
                new RuntimeLibrary(library, "VIRTUAL_ENV"),
                find(environment, "tf2ov.openvino.search", "python"));
    }

    @Test
    void aRuntimeThatIsNotThereIsOneSentenceWithAllThatWasTried() {
        String nowhere = folder.resolve("nowhere").toString();
        RuntimeFailure failure =
                assertThrows(
                        RuntimeFailure.class,
                        () ->
                                find(
                                        Map.of(
                                                "TF2OV_CACHE",
                                                nowhere,
                                                "INTEL_OPENVINO_DIR",
                                                folder.toString())));
        assertEquals(
                "the OpenVINO runtime: not found; tried tf2ov.openvino.home (not set), TF2OV_OPENVINO_HOME (not set),"
                        + " OPENVINO_HOME (not set), INTEL_OPENVINO_DIR "
                        + folder
                        + " (holds none), the cache "
                        + folder.resolve("nowhere", "openvino", RuntimeLibrary.VERSION)
                        + " (no such folder). Run ./scripts/openvino, or set OPENVINO_HOME to the folder of an"
                        + " installed OpenVINO "
                        + RuntimeLibrary.VERSION,
                failure.getMessage());
    }

    @Test
    void aFolderThatIsNamedMustHoldARuntime() throws IOException {
        library("cache/openvino/" + RuntimeLibrary.VERSION + "/openvino/libs");
        RuntimeFailure failure =
                assertThrows(
                        RuntimeFailure.class,
                        () ->
                                find(
                                        Map.of(
                                                "TF2OV_CACHE",
                                                folder.resolve("cache").toString(),
                                                "OPENVINO_HOME",
                                                folder.resolve("typo").toString())));
        assertTrue(
                failure.getMessage()
                        .contains("OPENVINO_HOME " + folder.resolve("typo") + " (no such folder)"));
    }

    @Test
    void aLibraryOfAnotherProcessorIsSaidSo() throws IOException {
        byte[] library = Files.readAllBytes(RuntimeLibrary.find().library());
        library[18] ^= 0x55; // ELF's number of the processor
        RuntimeLibrary foreign =
                new RuntimeLibrary(Files.write(library("foreign"), library), "OPENVINO_HOME");
        assertTrue(
                assertThrows(RuntimeFailure.class, foreign::load)
                        .getMessage()
                        .startsWith(
                                foreign.library()
                                        + ": the library is there, but this system does not load it"));
    }

    @Test
    void aJvmThatForbidsNativeCodeIsSaidSo() throws Exception {
        Process forbidding =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--illegal-native-access=deny",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StartsTheRuntime.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(forbidding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        forbidding.waitFor();
        assertEquals(
                "this JVM: it does not let tf2ov call native code. Start it with"
                        + " --enable-native-access=org.tf2ov.openvino, or with ALL-UNNAMED instead of the name when tf2ov"
                        + " is on the class path",
                said.strip());
    }

    /// What the JVM above runs.
    static final class StartsTheRuntime {
        public static void main(String[] arguments) {
            try (Core core = new Core()) {
                System.out.println(core.deviceNames());
            } catch (RuntimeFailure failure) {
                System.out.println(failure.getMessage());
            }
        }
    }
}

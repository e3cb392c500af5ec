package org.tf2ov.ov.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.tf2ov.problem.RuntimeFailure;

/// Where the OpenVINO runtime lies on this machine.
///
/// These places are looked at, and the first that holds a runtime is taken:
///
/// 1. the system property `tf2ov.openvino.home` and the environment variables `TF2OV_OPENVINO_HOME`
///    and `OPENVINO_HOME`; when one is set, a runtime must be there;
/// 2. the variable `INTEL_OPENVINO_DIR`, which OpenVINO's own `setupvars` sets;
/// 3. the cache that `scripts/openvino` fills;
/// 4. with the system property `tf2ov.openvino.search=python,system`: the Python environment that
///    is active, and the folders of the system.
///
/// @param library the file of the C library
/// @param foundBy the variable or the place that led to it
public record RuntimeLibrary(Path library, String foundBy) {
    /// The version that tf2ov is built and tested with.
    public static final String VERSION = "2026.4.1";

    static final String REMEDY =
            "Run ./scripts/openvino, or set OPENVINO_HOME to the folder of an installed OpenVINO "
                    + VERSION;

    /// Where libraries lie under the folder of a wheel, of an archive, and of a system.
    private static final List<String> LAYOUTS =
            List.of(
                    "",
                    "openvino/libs",
                    "libs",
                    "runtime/lib/intel64",
                    "runtime/lib/aarch64",
                    "runtime/lib/arm64/Release",
                    "runtime/lib/intel64/Release",
                    "runtime/bin/intel64/Release",
                    "lib",
                    "lib64",
                    "lib/x86_64-linux-gnu",
                    "lib/aarch64-linux-gnu");

    /// Libraries that the C library needs. Those of a wheel find each other, on Windows they do
    /// not.
    private static final List<String> NEEDED =
            List.of("tbb12.dll", "openvino.dll", "libtbb.so.12", "libtbb.12.dylib");

    /// A place to look at.
    ///
    /// @param mustHold whether it was named so plainly that nothing else will do
    private record Place(String name, Optional<Path> folder, boolean mustHold) {}

    /// The runtime of this process.
    ///
    /// @throws RuntimeFailure if there is none; it lists the places that were looked at
    public static RuntimeLibrary find() {
        return find(System.getenv(), System.getProperties());
    }

    static RuntimeLibrary find(Map<String, String> environment, Properties properties) {
        List<String> tried = new ArrayList<>();
        for (Place place : places(environment, properties)) {
            if (place.folder().isEmpty()) {
                tried.add(place.name() + " (not set)");
                continue;
            }
            Path folder = place.folder().get();
            Optional<Path> library = libraryUnder(folder);
            if (library.isPresent()) {
                return new RuntimeLibrary(library.get(), place.name());
            }
            tried.add(
                    place.name()
                            + " "
                            + folder
                            + (Files.isDirectory(folder) ? " (holds none)" : " (no such folder)"));
            if (place.mustHold()) {
                break;
            }
        }
        throw new RuntimeFailure(
                "the OpenVINO runtime", "not found; tried " + String.join(", ", tried), REMEDY);
    }

    private static List<Place> places(Map<String, String> environment, Properties properties) {
        List<Place> places = new ArrayList<>();
        places.add(
                new Place(
                        "tf2ov.openvino.home",
                        folder(properties.getProperty("tf2ov.openvino.home")),
                        true));
        for (String variable : List.of("TF2OV_OPENVINO_HOME", "OPENVINO_HOME")) {
            places.add(new Place(variable, folder(environment.get(variable)), true));
        }
        places.add(
                new Place(
                        "INTEL_OPENVINO_DIR",
                        folder(environment.get("INTEL_OPENVINO_DIR")),
                        false));
        places.add(new Place("the cache", Optional.of(cache(environment, properties)), false));
        String search = properties.getProperty("tf2ov.openvino.search", "");
        if (search.contains("python")) {
            for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
                List<Path> packages = pythonPackages(folder(environment.get(variable)));
                packages.forEach(
                        found -> places.add(new Place(variable, Optional.of(found), false)));
                if (packages.isEmpty()) {
                    places.add(new Place(variable, Optional.empty(), false));
                }
            }
        }
        if (search.contains("system")) {
            for (String root :
                    List.of("/usr", "/usr/local", "/opt/intel/openvino", "/opt/homebrew")) {
                places.add(new Place("the system", folder(root), false));
            }
        }
        return places;
    }

    private static Optional<Path> folder(String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new RuntimeFailure(
                    "the OpenVINO runtime", "'" + text + "' is not a path", REMEDY);
        }
    }

    private static Path cache(Map<String, String> environment, Properties properties) {
        Optional<Path> own = folder(environment.get("TF2OV_CACHE"));
        Path home =
                Path.of(environment.getOrDefault("HOME", properties.getProperty("user.home", "")));
        return own.orElseGet(() ->
                        folder(environment.get("XDG_CACHE_HOME"))
                                .orElse(home.resolve(".cache"))
                                .resolve("tf2ov"))
                .resolve("openvino")
                .resolve(VERSION);
    }

    /// `lib/python3.N/site-packages`, or `Lib/site-packages` on Windows.
    private static List<Path> pythonPackages(Optional<Path> environment) {
        List<Path> packages = new ArrayList<>();
        if (environment.isPresent()) {
            packages.add(environment.get().resolve("Lib").resolve("site-packages"));
            for (Path python : list(environment.get().resolve("lib"))) {
                packages.add(python.resolve("site-packages"));
            }
        }
        packages.removeIf(folder -> !Files.isDirectory(folder));
        return packages;
    }

    private static Optional<Path> libraryUnder(Path folder) {
        for (String layout : LAYOUTS) {
            Path newest = null;
            for (Path file : list(folder.resolve(layout))) {
                if (isCLibrary(file.getFileName().toString())) {
                    newest = file; // the list is sorted
                }
            }
            if (newest != null) {
                return Optional.of(newest);
            }
        }
        return Optional.empty();
    }

    /// `libopenvino_c.so`, `libopenvino_c.so.2641`, `libopenvino_c.2641.dylib`, `openvino_c.dll`.
    private static boolean isCLibrary(String name) {
        return switch (system()) {
            case WINDOWS -> name.equalsIgnoreCase("openvino_c.dll");
            case MACOS -> name.startsWith("libopenvino_c.") && name.endsWith(".dylib");
            case LINUX -> name.startsWith("libopenvino_c.so");
        };
    }

    private enum OperatingSystem {
        LINUX,
        MACOS,
        WINDOWS
    }

    private static OperatingSystem system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows")
                ? OperatingSystem.WINDOWS
                : name.startsWith("mac") ? OperatingSystem.MACOS : OperatingSystem.LINUX;
    }

    static boolean isWindows() {
        return system() == OperatingSystem.WINDOWS;
    }

    /// What is in a folder, sorted; nothing if there is no folder, or none that we may read.
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(files);
        return files;
    }

    /// The folder of the libraries; plug-ins lie beside the C library.
    public Path folder() {
        return library.getParent();
    }

    /// Loads it for the rest of the life of this process.
    SymbolLookup load() {
        SymbolLookup symbols;
        try {
            for (Path needed : needed()) {
                SymbolLookup.libraryLookup(needed, Arena.global());
            }
            symbols = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalCallerException e) {
            throw new RuntimeFailure(
                    "this JVM",
                    "it does not let tf2ov call native code",
                    "Start it with --enable-native-access=org.tf2ov.openvino, or with ALL-UNNAMED instead of the"
                            + " name when tf2ov is on the class path");
        } catch (IllegalArgumentException e) {
            throw new RuntimeFailure(
                    library.toString(),
                    "the library is there, but this system does not load it (is it built for "
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.arch")
                            + "?)",
                    e);
        }
        // Earlier versions number their element types in another way and lack half of what is
        // called here.
        if (symbols.find("ov_core_compile_model_props").isEmpty()) {
            throw new RuntimeFailure(
                    library + " (by " + foundBy + ")",
                    "this OpenVINO is older than " + VERSION,
                    REMEDY);
        }
        return symbols;
    }

    /// Libraries to load before, in this order: only where the loader would not find them by
    /// itself.
    private List<Path> needed() {
        List<Path> folders = new ArrayList<>();
        for (Path root = folder();
                root != null;
                root = root.getParent()) { // an archive keeps TBB apart
            folders.add(
                    root.resolve("3rdparty").resolve("tbb").resolve(isWindows() ? "bin" : "lib"));
        }
        if (isWindows()) {
            folders.add(folder());
        }
        List<Path> needed = new ArrayList<>();
        for (String name : NEEDED) {
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    needed.add(folder.resolve(name));
                }
            }
        }
        return needed;
    }
}

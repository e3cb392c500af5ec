package org.tf2ov.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.CRC32C;

/// Finds the shared library of the native kernels, in the places that [Kernels#best] lists.
///
/// As long as all goes well no lambda runs here and no text is put together: the first of these in
/// a JVM takes longer than all the rest, and this is on the way of every start.
///
/// @param properties the system properties
/// @param environment the environment variables
record KernelLibrary(Properties properties, Map<String, String> environment) {

    /// The kernels that this process should use, if a library loads.
    static Optional<NativeKernels> ofThisProcess() {
        return new KernelLibrary(System.getProperties(), System.getenv()).load();
    }

    /// A library that was found and doesn't serve.
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /// Nothing when there is no library, or none is wanted. One that is there and can't be used is
    /// logged.
    Optional<NativeKernels> load() {
        try {
            Optional<Path> file = find();
            return file.isEmpty() ? Optional.empty() : Optional.of(open(file.get()));
        } catch (Unusable e) {
            System.getLogger("org.tf2ov.kernel")
                    .log(
                            Level.WARNING,
                            "{0}; the Java kernels are used, which give the same bytes more slowly.",
                            e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> find() throws Unusable {
        String named =
                properties.getProperty(
                        "tf2ov.kernels", environment.getOrDefault("TF2OV_KERNELS", ""));
        if (named.equals("off")) {
            return Optional.empty();
        }
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String home = properties.getProperty("tf2ov.home");
        if (home != null) {
            Path installed = Path.of(home, "lib", "native", platform(), fileName());
            if (Files.isRegularFile(installed)) {
                return Optional.of(installed);
            }
        }
        return unpacked();
    }

    private static NativeKernels open(Path file) throws Unusable {
        Path absolute = file.toAbsolutePath();
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(absolute, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    "The native kernels in %s can't be loaded (is the file there, for this processor, and on a disk that programs may run from?)"
                            .formatted(absolute));
        } catch (IllegalCallerException e) {
            throw new Unusable(
                    "The native kernels need the option --enable-native-access=org.tf2ov.core (on the class path ALL-UNNAMED)");
        }
        if (library.find(NativeKernels.ABI).isEmpty()) {
            throw new Unusable(
                    "%s is no library of native kernels, or of another release (it lacks %s)"
                            .formatted(absolute, NativeKernels.ABI));
        }
        return new NativeKernels(library, absolute);
    }

    /// The library from the jar, put where the system can load it. Its folder is named after its
    /// content, so that releases don't meet; the content is compared, so that neither a crash nor
    /// another user's file is ever loaded.
    private Optional<Path> unpacked() throws Unusable {
        byte[] content;
        try (InputStream resource =
                KernelLibrary.class
                        .getClassLoader()
                        .getResourceAsStream(
                                String.join("/", "META-INF/tf2ov", platform(), fileName()))) {
            if (resource == null) {
                return Optional.empty();
            }
            content = resource.readAllBytes();
        } catch (IOException e) {
            throw new Unusable(
                    "The native kernels can't be read from their jar (%s)"
                            .formatted(e.getMessage()));
        }
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        Path file = cache().resolve("kernels", Long.toHexString(checksum.getValue()), fileName());
        try {
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(file.getParent());
                Path half = Files.createTempFile(file.getParent(), "half", ".tmp");
                try {
                    Files.write(half, content);
                    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(half);
                }
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw new Unusable(
                    "The native kernels can't be unpacked to %s (%s: %s); TF2OV_CACHE may name another folder"
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()));
        }
    }

    private Path cache() {
        String own = environment.getOrDefault("TF2OV_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        Path shared = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return (shared.isAbsolute()
                        ? shared
                        : Path.of(properties.getProperty("user.home"), ".cache"))
                .resolve("tf2ov");
    }

    /// `linux-x86_64`, `linux-aarch64`, `macos-aarch64`, `windows-x86_64`: as `native/build` names
    /// them.
    private String platform() {
        String os = properties.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system =
                os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        String processor = properties.getProperty("os.arch");
        return String.join("-", system, processor.equals("amd64") ? "x86_64" : processor);
    }

    private static String fileName() {
        return System.mapLibraryName("tf2ov_kernels");
    }
}

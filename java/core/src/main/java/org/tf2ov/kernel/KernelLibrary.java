package org.tf2ov.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

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
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/// Finds the shared library of the native kernels, in the places that [Kernels#best] lists.
///
/// @param property reads a system property, or null
/// @param environment reads an environment variable, or null
record KernelLibrary(UnaryOperator<String> property, UnaryOperator<String> environment) {

    /// The kernels that this process should use, if a library loads.
    static Optional<NativeKernels> ofThisProcess() {
        return new KernelLibrary(System::getProperty, System::getenv).load();
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
        String named = setting("tf2ov.kernels", "TF2OV_KERNELS").orElse("");
        if (named.equals("off")) {
            return Optional.empty();
        }
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> installed =
                Optional.ofNullable(property.apply("tf2ov.home"))
                        .map(home -> Path.of(home, "lib", "native", platform(), fileName()))
                        .filter(Files::isRegularFile);
        return installed.isPresent() ? installed : unpacked();
    }

    private static NativeKernels open(Path file) throws Unusable {
        Path absolute = file.toAbsolutePath();
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(absolute, Arena.global());
            int abi =
                    library.findOrThrow("tf2ov_kernels_abi")
                            .reinterpret(JAVA_INT.byteSize())
                            .get(JAVA_INT, 0);
            if (abi != NativeKernels.ABI) {
                throw new Unusable(
                        "The native kernels in %s have ABI %d, and %d is needed: they belong to another release"
                                .formatted(absolute, abi, NativeKernels.ABI));
            }
            return new NativeKernels(library, absolute);
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    "The native kernels in %s can't be loaded (is the file there, for this processor, and on a disk that programs may run from?)"
                            .formatted(absolute));
        } catch (NoSuchElementException e) {
            throw new Unusable("%s is no library of tf2ov's native kernels".formatted(absolute));
        } catch (IllegalCallerException e) {
            throw new Unusable(
                    "The native kernels need the option --enable-native-access=org.tf2ov.core (or ALL-UNNAMED on the class path)");
        }
    }

    /// The library from the jar, put where the system can load it. Its folder is named after its
    /// content, so that releases don't meet; the content is compared, so that neither a crash nor
    /// another user's file is ever loaded.
    private Optional<Path> unpacked() throws Unusable {
        byte[] content;
        try (InputStream resource =
                KernelLibrary.class
                        .getClassLoader()
                        .getResourceAsStream("META-INF/tf2ov/" + platform() + "/" + fileName())) {
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
        Path folder =
                cache().resolve("kernels")
                        .resolve("%08x-%d".formatted(checksum.getValue(), content.length));
        Path file = folder.resolve(fileName());
        try {
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(folder);
                Path half = Files.createTempFile(folder, "half", ".tmp");
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
                            .formatted(folder, e.getClass().getSimpleName(), e.getMessage()));
        }
    }

    private Path cache() {
        return setting("tf2ov.cache", "TF2OV_CACHE")
                .map(Path::of)
                .or(() ->
                        variable("XDG_CACHE_HOME")
                                .map(Path::of)
                                .filter(Path::isAbsolute)
                                .map(p -> p.resolve("tf2ov")))
                .orElseGet(() -> Path.of(property.apply("user.home"), ".cache", "tf2ov"));
    }

    private Optional<String> setting(String property, String variable) {
        return Optional.ofNullable(this.property.apply(property)).or(() -> variable(variable));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }

    /// `linux-x86_64`, `linux-aarch64`, `macos-aarch64`, `windows-x86_64`: as `native/build` names
    /// them.
    private String platform() {
        String os = property.apply("os.name").toLowerCase(Locale.ROOT);
        String system =
                os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        String processor = property.apply("os.arch");
        return system + "-" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    private static String fileName() {
        return System.mapLibraryName("tf2ov_kernels");
    }
}

package org.tf2ov.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.tf2ov.problem.OutputException;

/// A file that appears whole or not at all: it is written beside its place and then moved there.
final class OutputFile {
    /// Writes the content.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private OutputFile() {}

    /// Writes a file and the folders above it.
    ///
    /// @throws OutputException if that is not possible; what stood there before still stands there
    static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = null;
        try {
            if (Files.isDirectory(file) || folder == null) {
                throw new IOException("this is a folder");
            }
            Files.createDirectories(folder);
            // Unlike createTempFile, this gives the file the permissions that the user wants for
            // new files.
            temporary =
                    folder.resolve(
                            "."
                                    + file.getFileName()
                                    + "-"
                                    + Long.toHexString(System.nanoTime())
                                    + ".part");
            try (OutputStream out =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    temporary,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE),
                            1 << 16)) {
                content.writeTo(out);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputException(
                    file.toString(), "the file cannot be written: " + reason(e), e);
        } finally {
            discard(temporary);
        }
    }

    /// The words of the operating system without the path, which is told anyway.
    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.NoSuchFileException _ -> "there is no such file";
            case java.nio.file.FileAlreadyExistsException exists ->
                    exists.getFile() + " is a file, not a folder";
            case java.nio.file.FileSystemException system when system.getReason() != null ->
                    system.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static void discard(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException _) {
            // It has a hidden name; the first problem is the one to tell.
        }
    }
}

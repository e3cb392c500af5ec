package org.tf2ov.tf.keras;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;

/// Keeps what had to be decompressed: small things in memory, large ones in a temporary file that
/// is mapped and has no name any more, so that weights never fill the Java heap.
final class Decoded {
    private static final int SMALL = 1 << 20;

    private Decoded() {}

    /// What writes the content to keep.
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    static Bytes keep(byte[] content) {
        if (content.length <= SMALL) {
            return new Bytes.InMemory(content);
        }
        MappedFile file = keep(out -> out.write(content));
        return new Bytes.InFile(file, 0, file.size());
    }

    /// The content in a mapped file.
    static MappedFile keep(Source source) {
        Path path = null;
        try {
            path = Files.createTempFile("tf2ov-", ".weights");
            try (OutputStream out = Files.newOutputStream(path)) {
                source.writeTo(out);
            }
            return MappedFile.open(path);
        } catch (IOException e) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.OUTPUT_FAILED,
                            System.getProperty("java.io.tmpdir"),
                            "compressed weights could not be unpacked into a temporary file: "
                                    + e.getMessage()),
                    e);
        } finally {
            if (path != null) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    // Some systems keep the name as long as the file is mapped.
                    path.toFile().deleteOnExit();
                }
            }
        }
    }
}

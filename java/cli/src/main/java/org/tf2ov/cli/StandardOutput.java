package org.tf2ov.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.OutputException;

/// The standard output of the process, which tells afterwards whether everything arrived.
///
/// A reader that went away, as `head` does, has what it wanted: that is no failure. A full disk is
/// one.
final class StandardOutput extends OutputStream {
    private final OutputStream target = new FileOutputStream(FileDescriptor.out);
    private Optional<IOException> failure = Optional.empty();

    /// Gathers lines and writes them in large pieces.
    PrintStream stream() {
        return new PrintStream(new BufferedOutputStream(this, 1 << 14), false, charset());
    }

    private static Charset charset() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure.isEmpty()) {
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
    }

    /// The exit code of a process that did its work, after it told what did not arrive.
    int finish(PrintStream err) {
        if (failure.isEmpty() || isClosedPipe(failure.get())) {
            return 0;
        }
        return Failures.tell(
                new OutputException(
                        "standard output", NewFile.reason(failure.get()), failure.get()),
                new Terminal(System.out, err, false),
                false);
    }

    private static boolean isClosedPipe(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }
}

package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// A file that holds a message of TensorFlow, or something that has to be told from one.
record MessageFile(MappedFile file, Content content) {
    /// Maps a file and looks at what it holds.
    static MessageFile open(Path path) {
        MappedFile file = MappedFile.open(path);
        if (file.size() == 0) {
            throw new MalformedInputException(path.toString(), "the file is empty");
        }
        return new MessageFile(file, Content.of(file));
    }

    Path path() {
        return file.path();
    }

    /// Decodes the message; everything that is wrong with it is thrown.
    <T> T decode(BiFunction<WireReader, Problems, T> decoder) {
        Problems problems = new Problems(path().toString());
        try {
            T decoded = decoder.apply(WireReader.of(file), problems);
            problems.throwIfAny();
            return decoded;
        } catch (WireException e) {
            throw refusal()
                    .orElseGet(() ->
                            new MalformedInputException(
                                    path() + " at byte " + e.offset(), e.getMessage(), e));
        } catch (InternalError e) {
            // What the JVM makes of a mapped page that is gone.
            throw new MalformedInputException(
                    path().toString(), "the file changed while it was read", e);
        }
    }

    /// What to say if the file holds something else than a message.
    Optional<MalformedInputException> refusal() {
        return FileKind.of(file.segment())
                .map(kind ->
                        new MalformedInputException(path().toString(), kind.what(), kind.remedy()));
    }
}

package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problems;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// A file that holds a message of TensorFlow, or something that has to be told from one.
final class MessageFile {
    private final MappedFile file;
    private final Content content;

    /// The message, if the file has its text form.
    private final Optional<byte[]> parsed;

    private MessageFile(MappedFile file, Content content, Optional<byte[]> parsed) {
        this.file = file;
        this.content = content;
        this.parsed = parsed;
    }

    /// Maps a file, looks at what it holds, and parses it if that is text.
    ///
    /// @param isText whether the user says that it is text
    /// @param remarks gets what the user should know
    static MessageFile open(Path path, boolean isText, List<String> remarks) {
        MappedFile file = MappedFile.open(path);
        if (file.size() == 0) {
            throw new MalformedInputException(path.toString(), "the file is empty");
        }
        try {
            Content content = Content.of(file);
            boolean namedText = isNamedText(path);
            if (content.text() || (isText || namedText) && FileKind.isPlainText(file.segment())) {
                if (!namedText && !isText) {
                    remarks.add(path + " holds text, and is read as such in spite of its name.");
                }
                return new MessageFile(
                        file,
                        content,
                        Optional.of(TextForm.toBinary(file, content.kind().message())));
            }
            if ((namedText || isText) && !content.kind().message().isEmpty()) {
                remarks.add(
                        path
                                + " holds a model in binary form, not text, and is read as"
                                + " such.");
            }
            return new MessageFile(file, content, Optional.empty());
        } catch (InternalError e) {
            throw changed(path, e);
        }
    }

    private static boolean isNamedText(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith("txt");
    }

    Path path() {
        return file.path();
    }

    boolean isText() {
        return parsed.isPresent();
    }

    /// What it turned out to hold.
    Content.Kind kind() {
        return content.kind();
    }

    /// Decodes the message; everything that is wrong with it is thrown.
    <T> T decode(BiFunction<WireReader, Problems, T> decoder) {
        Problems problems = new Problems(path().toString());
        try {
            T decoded =
                    decoder.apply(
                            parsed.map(WireReader::of).orElseGet(() -> WireReader.of(file)),
                            problems);
            problems.throwIfAny();
            return decoded;
        } catch (WireException e) {
            throw refusal()
                    .orElseGet(() ->
                            new MalformedInputException(
                                    path() + " at byte " + e.offset(), e.getMessage(), e));
        } catch (InternalError e) {
            throw changed(path(), e);
        }
    }

    /// What the JVM makes of a mapped page that is gone.
    private static MalformedInputException changed(Path path, InternalError e) {
        return new MalformedInputException(
                path.toString(), "the file changed while it was read", e);
    }

    /// What to say if the file holds something else than a message.
    Optional<MalformedInputException> refusal() {
        return FileKind.of(file.segment())
                .map(kind ->
                        new MalformedInputException(path().toString(), kind.what(), kind.remedy()));
    }
}

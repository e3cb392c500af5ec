package org.tf2ov.tf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.MappedFile;

/// Turns the text form of a message into its binary form, which is then read as any other.
///
/// protobuf-java parses it, by descriptors that `scripts/oracle/message_descriptors.py` took from
/// TensorFlow. This class is the only one that needs protobuf-java.
///
/// Source: <https://protobuf.dev/reference/protobuf/textformat-spec/>
final class TextForm {
    private static final String DESCRIPTORS = "messages.desc";

    /// As many messages may stand in each other as in the binary form.
    private static final int DEEPEST = 100;

    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;
    private static final int MOST_TOLD = 50;
    private static final String NO_END = "String missing ending quote.";
    private static final Pattern PLACE = Pattern.compile("\\d+:\\d+: (.*)", Pattern.DOTALL);
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "(\\d+):(\\d+):\\t(?:tensorflow\\.)?([^\\[\\n]+)\\.(\\w+|\\[[^\\n]*\\])");

    private final MappedFile file;
    private final String text;

    private TextForm(MappedFile file) {
        this.file = file;
        this.text = text(file);
    }

    /// The message in binary form.
    ///
    /// @param message `GraphDef`, `MetaGraphDef` or `SavedModel`
    /// @throws MalformedInputException with the line and column of what is wrong
    static byte[] toBinary(MappedFile file, String message) {
        return new TextForm(file).parse(message);
    }

    private byte[] parse(String message) {
        DynamicMessage.Builder builder =
                DynamicMessage.newBuilder(Messages.REGISTRY.find("tensorflow." + message));
        try {
            TextFormat.Parser.newBuilder()
                    .setTypeRegistry(Messages.REGISTRY)
                    .setRecursionLimit(DEEPEST)
                    .build()
                    .merge(text, builder);
        } catch (TextFormat.ParseException e) {
            throw wrong(e);
        }
        return builder.buildPartial().toByteArray();
    }

    /// TensorFlow's messages, loaded when first needed.
    private static final class Messages {
        private static final TypeRegistry REGISTRY = load();

        private static TypeRegistry load() {
            try (InputStream in = TextForm.class.getResourceAsStream(DESCRIPTORS)) {
                Map<String, FileDescriptor> files = new HashMap<>();
                TypeRegistry.Builder registry = TypeRegistry.newBuilder();
                for (FileDescriptorProto proto : FileDescriptorSet.parseFrom(in).getFileList()) {
                    FileDescriptor built =
                            FileDescriptor.buildFrom(
                                    proto,
                                    proto.getDependencyList().stream()
                                            .map(files::get)
                                            .toArray(FileDescriptor[]::new));
                    files.put(proto.getName(), built);
                    registry.add(built.getMessageTypes());
                }
                return registry.build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (DescriptorValidationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    // Characters

    private static String text(MappedFile file) {
        if (file.size() > MOST_BYTES) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.LIMIT_EXCEEDED,
                            file.path().toString(),
                            "text of 2 GiB or more cannot be read",
                            "Save the model in binary form."));
        }
        byte[] bytes = file.segment().toArray(ValueLayout.JAVA_BYTE);
        checkUtf8(file, bytes);
        // Editors leave a byte order mark at the beginning.
        int start =
                bytes.length >= 3
                                && bytes[0] == (byte) 0xef
                                && bytes[1] == (byte) 0xbb
                                && bytes[2] == (byte) 0xbf
                        ? 3
                        : 0;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    private static void checkUtf8(MappedFile file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer scrap = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            scrap.clear();
            result = decoder.decode(in, scrap, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new MalformedInputException(
                    file.path() + " at byte " + in.position(),
                    "this is not UTF-8",
                    "Save the file in UTF-8, or the model in binary form.");
        }
    }

    // What is wrong

    private Tf2ovException wrong(TextFormat.ParseException e) {
        List<Problem> unknown =
                UNKNOWN.matcher(e.getMessage())
                        .results()
                        .limit(MOST_TOLD)
                        .map(field ->
                                Problem.of(
                                        Code.MALFORMED_INPUT,
                                        place(field.group(1), field.group(2)),
                                        "a "
                                                + field.group(3)
                                                + " has no field '"
                                                + field.group(4)
                                                + "'"))
                        .toList();
        if (!unknown.isEmpty()) {
            return new Tf2ovException(unknown);
        }
        Matcher what = PLACE.matcher(e.getMessage());
        return new MalformedInputException(
                place("" + e.getLine(), "" + e.getColumn()),
                isEnd(e)
                        ? "the file is cut short: it ends in the middle of a message"
                        : "this is not the text form of a model: "
                                + (what.matches() ? what.group(1) : e.getMessage()));
    }

    private String place(String line, String column) {
        return file.path() + " at line " + line + ", column " + column;
    }

    /// Whether nothing comes after the place of the mistake.
    private boolean isEnd(TextFormat.ParseException e) {
        int start = 0;
        for (int line = 1; line < e.getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        String rest = text.substring(Math.min(text.length(), start + e.getColumn() - 1));
        return rest.isBlank() || e.getMessage().endsWith(NO_END) && rest.indexOf('\n') < 0;
    }
}

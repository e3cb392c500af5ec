package org.tf2ov.tf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// What a file holds, by its first bytes; names tell nothing.
///
/// @param text whether it is the text form of a message
record Content(Kind kind, boolean text) {
    /// The forms in which a model, or a part of one, may be in a single file.
    enum Kind {
        GRAPH("GraphDef", "graph"),
        META_GRAPH("MetaGraphDef", "MetaGraph"),
        SAVED_MODEL("SavedModel", "SavedModel"),
        KERAS_H5("", "Keras HDF5 model"),
        KERAS_ZIP("", "Keras archive");

        private final String message;
        private final String words;

        Kind(String message, String words) {
            this.message = message;
            this.words = words;
        }

        /// The name of the message, where it is one.
        String message() {
            return message;
        }

        /// What people call it.
        String words() {
            return words;
        }
    }

    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
    private static final int LOOKED_AT = 1024;
    private static final int FIELDS_LOOKED_AT = 8;

    /// The first field of a message in text form, after blanks and comments.
    private static final Pattern FIRST_FIELD =
            Pattern.compile("(?:\\s|#[^\\n]*\\n)*+([A-Za-z_]\\w*)\\s*[:{<].*", Pattern.DOTALL);

    /// Looks at the beginning of a file. What cannot be told is taken for a graph, which reading it
    /// will prove or refute.
    static Content of(MappedFile file) {
        byte[] start = start(file.segment());
        if (isHdf5(file.segment())) {
            return new Content(Kind.KERAS_H5, false);
        }
        if (startsWith(start, "PK\3\4")) {
            return new Content(Kind.KERAS_ZIP, false);
        }
        return textual(start)
                .map(kind -> new Content(kind, true))
                .orElseGet(() -> new Content(binary(WireReader.of(file)), false));
    }

    /// The first bytes of a file.
    static byte[] start(MemorySegment file) {
        return file.asSlice(0, Math.min(LOOKED_AT, file.byteSize())).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The signature may follow a block for the user's own data, of 512 bytes or a doubling of it.
    private static boolean isHdf5(MemorySegment file) {
        byte[] signature = HDF5.getBytes(StandardCharsets.ISO_8859_1);
        for (long at = 0; at + signature.length <= file.byteSize(); at = at == 0 ? 512 : 2 * at) {
            if (file.asSlice(at, signature.length).mismatch(MemorySegment.ofArray(signature)) < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] start, String signature) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(signature);
    }

    // Text

    /// Whether these bytes are text in an encoding that extends ASCII.
    static boolean isText(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet >= 0 && octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return false;
            }
        }
        return bytes.length > 0;
    }

    private static Optional<Kind> textual(byte[] start) {
        if (!isText(start)) {
            return Optional.empty();
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        Matcher field = FIRST_FIELD.matcher(text.startsWith("ï»¿") ? text.substring(3) : text);
        return field.matches() ? ofField(field.group(1)) : Optional.empty();
    }

    private static Optional<Kind> ofField(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "node", "versions", "library", "version" -> Optional.of(Kind.GRAPH);
            case "meta_info_def",
                    "graph_def",
                    "saver_def",
                    "collection_def",
                    "signature_def",
                    "asset_file_def",
                    "object_graph_def" ->
                    Optional.of(Kind.META_GRAPH);
            case "saved_model_schema_version", "meta_graphs" -> Optional.of(Kind.SAVED_MODEL);
            default -> Optional.empty();
        };
    }

    // Binary

    /// A `SavedModel` begins with its version, which is a number; the other two begin with a
    /// message in field 1, a `NodeDef` or a `MetaInfoDef`.
    private static Kind binary(WireReader in) {
        try {
            for (int i = 0; i < FIELDS_LOOKED_AT && in.next(); i++) {
                switch (in.tag()) {
                    case 1 << 3 | WireReader.VARINT -> {
                        in.skip();
                        return isSavedModel(in) ? Kind.SAVED_MODEL : Kind.GRAPH;
                    }
                    case 1 << 3 | WireReader.BYTES -> {
                        long outer = in.enter();
                        Optional<Kind> kind = ofFirstMessage(in);
                        if (kind.isPresent()) {
                            return kind.get();
                        }
                        in.bytes(in.remaining());
                        in.leave(outer);
                    }
                    default -> in.skip();
                }
            }
        } catch (WireException _) {
            // Reading it as a graph will say where it is wrong.
        }
        return Kind.GRAPH;
    }

    /// After the version comes the first MetaGraph. Other formats, ONNX among them, begin with a
    /// number too and go on with a text.
    private static boolean isSavedModel(WireReader in) {
        if (!in.next()) {
            return true;
        }
        if (in.tag() != (2 << 3 | WireReader.BYTES)) {
            return false;
        }
        long outer = in.enter();
        boolean is = !in.next() || (in.tag() & 7) == WireReader.BYTES && in.tag() >>> 3 <= 7;
        in.leave(outer);
        return is;
    }

    private static Optional<Kind> ofFirstMessage(WireReader in) {
        while (in.next()) {
            switch (in.tag()) {
                // The operation of a node; the operations of a MetaGraph, which are messages.
                case 2 << 3 | WireReader.BYTES -> {
                    return Optional.of(isMessages(in.bytes()) ? Kind.META_GRAPH : Kind.GRAPH);
                }
                // An attribute of a node, which is a message; the version of TensorFlow.
                case 5 << 3 | WireReader.BYTES -> {
                    return Optional.of(isMessages(in.bytes()) ? Kind.GRAPH : Kind.META_GRAPH);
                }
                // Only a MetaGraph has these: flags, and the version of the sources.
                case 7 << 3 | WireReader.VARINT -> {
                    return Optional.of(Kind.META_GRAPH);
                }
                default -> in.skip();
            }
        }
        return Optional.empty();
    }

    /// Whether these bytes begin with a field 1 that is a message or a text: as text, they would
    /// begin with a line feed.
    private static boolean isMessages(Bytes bytes) {
        byte[] first = new byte[1];
        if (bytes.size() == 0) {
            return false;
        }
        bytes.read(0, MemorySegment.ofArray(first));
        return first[0] == (1 << 3 | WireReader.BYTES);
    }
}

package org.tf2ov.tf;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a file seems to be that is not a binary graph, in words that help.
///
/// @param what a sentence: "this is a zip archive"
/// @param remedy what to do instead, or empty
record FileKind(String what, String remedy) {
    private static final String TEXT = "this is a text file, but not the text form of a graph";

    private static final String NEED =
            "A graph (.pb, .pbtxt), a MetaGraph, a SavedModel or a Keras model is needed here.";

    /// The last eight bytes of the tables that are checkpoints of version 1 and indexes of version
    /// 2.
    private static final byte[] TABLE = {
        0x57, (byte) 0xfb, (byte) 0x80, (byte) 0x8b, 0x24, 0x75, 0x47, (byte) 0xdb
    };

    /// Looks at the first bytes.
    static Optional<FileKind> of(MemorySegment file) {
        byte[] start = Content.start(file);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String trimmed = (text.startsWith("ï»¿") ? text.substring(3) : text).stripLeading();
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return some(
                    "this is a zip archive",
                    "Unpack it first, unless it is a Keras model: that has to be named .keras.");
        }
        if (text.startsWith("\u001f\u008b")) {
            return some("this is a gzip archive", "Unpack it first.");
        }
        if (text.length() > 262 && text.startsWith("ustar", 257)) {
            return some("this is a tar archive", "Unpack it first.");
        }
        if (text.startsWith("\u0089HDF\r\n")) {
            return some(
                    "this is an HDF5 file",
                    "If it is a Keras model, give it a name that ends in .h5.");
        }
        if (endsWithTable(file)) {
            return some(
                    "this is a checkpoint, which has the values of variables but no graph",
                    "Name the graph by --input_model, and this by --input_checkpoint.");
        }
        if (text.indexOf("brain.Event:") > 0) {
            return some("these are events for TensorBoard, not a model", NEED);
        }
        if (text.startsWith("TFL3", 4)) {
            return some("this is a TensorFlow Lite model, not a TensorFlow graph", NEED);
        }
        if (text.startsWith("version https://git-lfs")) {
            return some(
                    "this is a pointer of git-lfs, not the model itself",
                    "Fetch the model with 'git lfs pull'.");
        }
        if (text.length() > 1 && text.charAt(0) == 0x80 && text.charAt(1) <= 5) {
            return some("this is a Python pickle", NEED);
        }
        if (startsWithIgnoringCase(trimmed, "<!doctype html")
                || startsWithIgnoringCase(trimmed, "<html")) {
            return some(
                    "this is a web page",
                    "The download of the model has probably failed; look at the file.");
        }
        if (trimmed.startsWith("<?xml") || trimmed.startsWith("<net")) {
            return some("this is an XML file", NEED);
        }
        if (looksLikeOnnx(start)) {
            return some("this is an ONNX model, not a TensorFlow graph", NEED);
        }
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            return some("this is text in UTF-16", "Save it in UTF-8.");
        }
        if (trimmed.startsWith("{") && trimmed.contains("\"modelTopology\"")) {
            return some(
                    "this is a TensorFlow.js model",
                    "Convert it to a SavedModel with tensorflowjs_converter.");
        }
        if (Content.isText(start)) {
            return some(TEXT, NEED);
        }
        return Optional.empty();
    }

    private static boolean endsWithTable(MemorySegment file) {
        long start = file.byteSize() - TABLE.length;
        return start >= 0 && file.asSlice(start).mismatch(MemorySegment.ofArray(TABLE)) < 0;
    }

    private static Optional<FileKind> some(String what, String remedy) {
        return Optional.of(new FileKind(what, remedy));
    }

    private static boolean startsWithIgnoringCase(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /// `ModelProto`: `ir_version` as a small number, then the producer's name or the imports.
    private static boolean looksLikeOnnx(byte[] start) {
        return start.length > 4
                && start[0] == 0x08
                && start[1] >= 1
                && start[1] <= 20
                && (start[2] == 0x12 && start[3] > 0 && start[3] < 64 && isWord(start, 4, start[3])
                        || start[2] == 0x3a
                        || start[2] == 0x42);
    }

    private static boolean isWord(byte[] bytes, int from, int size) {
        for (int i = from; i < from + size; i++) {
            if (i >= bytes.length || bytes[i] < ' ') {
                return false;
            }
        }
        return true;
    }

    /// Whether it is text, and none of those that are known by their beginning.
    static boolean isPlainText(MemorySegment file) {
        return of(file).filter(kind -> kind.what().equals(TEXT)).isPresent();
    }
}

package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where a model is, and what the user says of how to read it. Values do not change; each method
/// gives another one.
///
/// @param path a file or a directory
/// @param format what it is, or nothing: then its content decides
/// @param text whether the user says that it is text; text is recognised without that, too
/// @param checkpoint the values of a graph's variables: `X` (version 1, or a prefix of version 2),
///   `X.index`, `X.data-00000-of-00001`, or a directory that has a `checkpoint` file
/// @param tags which MetaGraph of a SavedModel; exactly these tags. None means `serve`, or the only
///   one
/// @param signature which signature of a SavedModel or MetaGraph; none means `serving_default`, or
///   the only one
public record ModelSource(
        Path path,
        Optional<Format> format,
        boolean text,
        Optional<Path> checkpoint,
        Optional<Set<String>> tags,
        Optional<String> signature) {

    public ModelSource {
        tags = tags.map(given -> Collections.unmodifiableSortedSet(new TreeSet<>(given)));
    }

    /// Whatever is there; its content tells what it is.
    public static ModelSource of(Path path) {
        return new ModelSource(
                path,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A model of a certain format.
    public static ModelSource of(Path path, Format format) {
        return of(path).withFormat(format);
    }

    public ModelSource withFormat(Format other) {
        return new ModelSource(path, Optional.of(other), text, checkpoint, tags, signature);
    }

    public ModelSource withText(boolean other) {
        return new ModelSource(path, format, other, checkpoint, tags, signature);
    }

    public ModelSource withCheckpoint(Path other) {
        return new ModelSource(path, format, text, Optional.of(other), tags, signature);
    }

    public ModelSource withTags(Set<String> others) {
        return new ModelSource(path, format, text, checkpoint, Optional.of(others), signature);
    }

    public ModelSource withSignature(String other) {
        return new ModelSource(path, format, text, checkpoint, tags, Optional.of(other));
    }
}

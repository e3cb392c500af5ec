package org.tf2ov.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tf2ov.ov.runtime.Port;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;

/// Which files a model is asked about, and how they become its inputs.
///
/// A model with one input answers each file in turn. A model with several takes one file for each,
/// by name (`size=size.npy`) or in the order of its inputs.
final class Inference {
    /// A tensor for one input, and where it comes from.
    ///
    /// @param story in words: `face.png, 150x150, resized, RGB, 0 to 255`
    record Given(Port port, HostTensor tensor, String story) {}

    /// One question to the model.
    ///
    /// @param name the file that it is about, without folder and suffix
    record Question(String name, Map<Port, Path> files) {}

    private final LoadedModel model;
    private final Preprocessing preprocessing;

    Inference(LoadedModel model, Preprocessing preprocessing) {
        this.model = model;
        this.preprocessing = preprocessing;
    }

    /// Sorts files to inputs.
    ///
    /// @param words `FILE` or `name=FILE`
    /// @throws UsageException if an input has no file, and it names those that the model has
    List<Question> questions(List<String> words) {
        List<Port> inputs = model.inputs();
        List<Map.Entry<Optional<Port>, Path>> files = new ArrayList<>();
        for (String word : words) {
            files.add(named(word));
        }
        boolean anyNamed = files.stream().anyMatch(file -> file.getKey().isPresent());
        if (files.isEmpty() && !inputs.isEmpty()) {
            throw wrong(
                    "the model wants "
                            + (inputs.size() == 1 ? "an input" : inputs.size() + " inputs")
                            + ": "
                            + describe(inputs));
        }
        if (inputs.size() == 1 && !anyNamed) {
            return files.stream()
                    .map(file -> question(Map.of(inputs.getFirst(), file.getValue())))
                    .toList();
        }
        Map<Port, Path> all = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Path path = files.get(i).getValue();
            if (!anyNamed && i >= inputs.size()) {
                throw wrong(
                        "there are "
                                + files.size()
                                + " files for "
                                + inputs.size()
                                + " inputs: "
                                + describe(inputs));
            }
            Port port = anyNamed ? portOf(files.get(i), words.get(i)) : inputs.get(i);
            if (all.put(port, path) != null) {
                throw wrong("the input '" + LoadedModel.nameOf(port) + "' has two files");
            }
        }
        List<Port> missing = inputs.stream().filter(input -> !all.containsKey(input)).toList();
        if (!missing.isEmpty()) {
            throw wrong(
                    (missing.size() == 1 ? "an input has no file: " : "these inputs have no file: ")
                            + describe(missing));
        }
        return List.of(question(all));
    }

    private Port portOf(Map.Entry<Optional<Port>, Path> file, String word) {
        return file.getKey()
                .orElseThrow(() ->
                        wrong(
                                "'"
                                        + word
                                        + "' has no name while other files have: "
                                        + describe(model.inputs())));
    }

    /// `name=FILE` if the model has an input of that name, else a file whose name may well hold a
    /// `=`.
    private Map.Entry<Optional<Port>, Path> named(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0 || Files.exists(Path.of(word))) {
            return Map.entry(Optional.empty(), Path.of(word));
        }
        String name = word.substring(0, equals);
        Port port =
                model.inputs().stream()
                        .filter(input -> input.name().equals(Optional.of(name)))
                        .findFirst()
                        .orElseGet(() -> model.input(name));
        return Map.entry(Optional.of(port), Path.of(word.substring(equals + 1)));
    }

    private static Question question(Map<Port, Path> files) {
        String file = files.values().iterator().next().getFileName().toString();
        int dot = file.lastIndexOf('.');
        return new Question(dot > 0 ? file.substring(0, dot) : file, files);
    }

    private static UsageException wrong(String what) {
        return new UsageException(
                "--input",
                what,
                "Give pictures or .npy arrays: --input FILE, or --input NAME=FILE for each.");
    }

    private static String describe(List<Port> ports) {
        return ports.stream()
                .map(port -> "'" + LoadedModel.nameOf(port) + "' " + port.type())
                .collect(Collectors.joining(", "));
    }

    /// The tensors of a question in the order of the model's inputs.
    List<Given> read(Question question) {
        return model.inputs().stream().map(port -> read(port, question.files().get(port))).toList();
    }

    private Given read(Port port, Path file) {
        MappedFile bytes = MappedFile.open(file);
        if (NpyFile.is(bytes)) {
            return fromArray(port, file, NpyFile.read(bytes));
        }
        if (bytes.size() == 0) {
            throw new MalformedInputException(file.toString(), "the file is empty");
        }
        return fromPicture(port, file);
    }

    private static Given fromArray(Port port, Path file, HostTensor array) {
        PartialShape wanted = port.shape();
        String place = "input '" + LoadedModel.nameOf(port) + "'";
        if (!wanted.overlaps(array.type().shape())) {
            throw new UsageException(
                    place,
                    "it takes " + port.type() + ", but " + file + " holds " + array.type(),
                    shapeAdvice(wanted, array.type().shape()));
        }
        if (!array.fits(port.element())) {
            throw new UsageException(
                    place,
                    "it takes "
                            + port.element()
                            + ", and the "
                            + array.element()
                            + " numbers of "
                            + file
                            + " would not stay what they are",
                    "Convert the array first, for example with astype.");
        }
        String story =
                file
                        + (array.element() == port.element()
                                ? ""
                                : ", converted from " + array.element());
        return new Given(port, array.convert(port.element()), story);
    }

    private static String shapeAdvice(PartialShape wanted, PartialShape given) {
        if (given.hasRank(4) && wanted.overlaps(given.permute(List.of(0, 3, 1, 2)))) {
            return "The array has its channels last: transpose it (0, 3, 1, 2), or convert the model with --disable_nhwc_to_nchw.";
        }
        if (given.hasRank(4) && wanted.overlaps(given.permute(List.of(0, 2, 3, 1)))) {
            return "The array has its channels first: transpose it (0, 2, 3, 1).";
        }
        return wanted.hasRank(given.rank() + 1)
                ? "Perhaps the array lacks a first dimension for the batch."
                : "Give an array of that shape.";
    }

    private Given fromPicture(Port port, Path file) {
        PartialShape wanted = port.shape();
        ImageLayout layout =
                ImageLayout.of(wanted)
                        .orElseThrow(() ->
                                new UsageException(
                                        "input '" + LoadedModel.nameOf(port) + "'",
                                        "it takes "
                                                + port.type()
                                                + ", which is not the shape of a picture, but "
                                                + file
                                                + " is no .npy array",
                                        "Pictures go into [N,3,H,W] or [N,H,W,3], anything else is given as .npy."));
        if (!wanted.dimension(0).contains(1)) {
            throw new UsageException(
                    "input '" + LoadedModel.nameOf(port) + "'",
                    "it takes " + wanted.dimension(0) + " pictures at once",
                    "Convert the model with --batch 1, or give all of them as one .npy array.");
        }
        Picture picture = Picture.read(file);
        int height = size(layout.height(wanted), picture.height());
        int width = size(layout.width(wanted), picture.width());
        int channels = (int) layout.channels(wanted).value();
        boolean resized = height != picture.height() || width != picture.width();
        String story =
                file
                        + ", "
                        + picture.width()
                        + "x"
                        + picture.height()
                        + (resized ? " resized to " + width + "x" + height : "")
                        + ", "
                        + preprocessing.describe(channels);
        HostTensor tensor =
                preprocessing.tensor(
                        picture.resize(height, width),
                        layout,
                        channels,
                        floatOrItself(port.element()));
        return new Given(port, tensor, story);
    }

    /// The size of the model if it has one, else the picture's own within the bounds.
    private static int size(Dimension wanted, int own) {
        return Math.toIntExact(Math.clamp(own, Math.max(1, wanted.min()), wanted.max()));
    }

    private static ElementType floatOrItself(ElementType element) {
        return element == ElementType.DYNAMIC ? ElementType.F32 : element;
    }
}

package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.ConvertOptions.Input;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// What the command line says of the inputs and outputs of a TensorFlow model.
///
/// @param inputs `--input`
/// @param shapes `--input_shape`
/// @param outputs `--output`
/// @param batch `--batch`
record ModelArguments(
        Optional<String> inputs, Optional<String> shapes, List<String> outputs, OptionalInt batch) {
    private static final String EXAMPLE =
            "Write for example --input image,size --input_shape [1,224,224,3],[1,2].";

    /// The same for a certain model: shapes find the inputs that they are meant for.
    ///
    /// @throws UsageException if the arguments contradict each other or the model
    ConvertOptions apply(TfGraph model, boolean channelsFirst) {
        ConvertOptions options =
                ConvertOptions.DEFAULT.withOutputs(outputs).withChannelsFirst(channelsFirst);
        List<InputSyntax.Item> items = inputs.map(InputSyntax::parse).orElse(List.of());
        List<PartialShape> given =
                shapes.map(text -> ShapeSyntax.parseList("--input_shape", text)).orElse(List.of());
        if (!given.isEmpty() && items.isEmpty()) {
            items = List.of(new InputSyntax.Item(soleInput(model, given.size()), Input.AS_IT_IS));
        }
        if (!given.isEmpty() && given.size() != items.size()) {
            throw new UsageException(
                    "--input_shape",
                    "it has "
                            + given.size()
                            + " shapes, but --input has "
                            + items.size()
                            + " names",
                    EXAMPLE);
        }
        for (int i = 0; i < items.size(); i++) {
            Input input = items.get(i).input();
            if (!given.isEmpty()) {
                if (input.shape().isPresent()) {
                    throw new UsageException(
                            "--input_shape",
                            "the shape of '" + items.get(i).name() + "' is given in --input, too",
                            "Give each shape once.");
                }
                input = new Input(Optional.of(given.get(i)), input.type());
            }
            options = options.withInput(items.get(i).name(), input);
        }
        return batch.isPresent() ? withBatch(options, model) : options;
    }

    private static String soleInput(TfGraph model, int shapes) {
        List<TfNode> placeholders = placeholders(model);
        if (placeholders.size() == 1) {
            return placeholders.getFirst().name();
        }
        String names =
                placeholders.stream().map(TfNode::name).limit(20).collect(Collectors.joining(", "));
        throw new UsageException(
                "--input_shape",
                placeholders.isEmpty()
                        ? "the model has no Placeholder to give a shape to"
                        : "it has "
                                + shapes
                                + (shapes == 1 ? " shape" : " shapes")
                                + ", and it is not clear for which of the inputs: "
                                + names,
                placeholders.isEmpty()
                        ? "Name a node that shall become an input by --input."
                        : "Name them by --input in the order of the shapes.");
    }

    private static List<TfNode> placeholders(TfGraph model) {
        return model.nodes().stream().filter(node -> node.op().equals("Placeholder")).toList();
    }

    /// Every input that has a batch dimension gets its size.
    private ConvertOptions withBatch(ConvertOptions options, TfGraph model) {
        if (shapes.isPresent()
                || options.inputs().values().stream()
                        .anyMatch(input -> input.shape().isPresent())) {
            throw new UsageException(
                    "--batch",
                    "shapes are given, too",
                    "Write the size of the batch into the shapes.");
        }
        ConvertOptions all = options;
        for (TfNode node : placeholders(model)) {
            PartialShape shape = node.shape("shape", PartialShape.DYNAMIC);
            if (shape.equals(PartialShape.SCALAR)) {
                continue;
            }
            if (!shape.hasRank()) {
                throw new UsageException(
                        "--batch",
                        "nothing is known of the shape of '" + node.name() + "'",
                        "Give the whole shape by --input_shape.");
            }
            Dimension first = shape.dimension(0);
            if (first.isStatic() && first.value() > 1) {
                throw new UsageException(
                        "--batch",
                        "the first dimension of '"
                                + node.name()
                                + "' ["
                                + shape
                                + "] is not the size of a batch that may be changed",
                        "Give the whole shape by --input_shape.");
            }
            Input said = options.inputs().getOrDefault(node.name(), Input.AS_IT_IS);
            all =
                    all.withInput(
                            node.name(),
                            new Input(
                                    Optional.of(shape.with(0, Dimension.of(batch.getAsInt()))),
                                    said.type()));
        }
        return all;
    }

    /// Whether anything is said at all.
    boolean isEmpty() {
        return inputs.isEmpty() && shapes.isEmpty() && outputs.isEmpty() && batch.isEmpty();
    }

    /// Names separated by commas; the option may come more than once.
    static List<String> names(List<String> texts) {
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            for (String name : text.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }
}

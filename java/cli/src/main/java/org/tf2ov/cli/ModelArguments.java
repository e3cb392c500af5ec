package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.pass.Cut;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that say which part of a TensorFlow model is wanted, and of what types and shapes
/// its inputs are.
///
/// Source: the Model Optimizer.
final class ModelArguments {
    private static final String EXAMPLE =
            "Write for example --input image,size --input_shape [1,224,224,3],[1,2].";

    private ModelArguments() {}

    /// Adds the options to those of a command.
    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(
                        Flags.values(
                                "--input",
                                "INPUTS",
                                "Where the model begins, in this order; shapes, types and values may follow the names:",
                                "image[1,224,224,3],scale{f16},training->False. 0:conv is in front of a node, conv:0 behind it."))
                .addOption(
                        Flags.value(
                                "--input_shape",
                                "SHAPES",
                                "Shapes of the inputs, in the order of --input: [1,224,224,3] or [1,?,?,3],[2].",
                                "A dimension is a number, ? or -1 (unknown), or a range such as 1..8."))
                .addOption(
                        Flags.values(
                                "--output",
                                "NAMES",
                                "Where the model ends, in this order: nodes (logits), tensors (split:1) or keys of the signature."))
                .addOption(
                        Flags.values(
                                "--freeze_placeholder_with_value",
                                "NAME->VALUE",
                                "Inputs that become constants: training->False,size->[224 224]."));
    }

    /// What is wanted.
    ///
    /// @throws UsageException if the options are not understood
    static Cut of(ParseResult given) {
        List<String> inputs = Flags.all(given, "--input");
        Cut cut =
                of(
                        inputs.isEmpty() ? Optional.empty() : Optional.of(String.join(",", inputs)),
                        Flags.get(given, "--input_shape"),
                        names(Flags.all(given, "--output")),
                        given.commandSpec().findOption("--batch") == null
                                ? OptionalInt.empty()
                                : Flags.positive(given, "--batch")
                                        .map(OptionalInt::of)
                                        .orElse(OptionalInt.empty()));
        List<String> frozen = Flags.all(given, "--freeze_placeholder_with_value");
        return frozen.isEmpty()
                ? cut
                : cut.withFrozen(InputSyntax.parseFrozen(String.join(",", frozen)));
    }

    /// The same from the texts of the options.
    static Cut of(
            Optional<String> inputs,
            Optional<String> shapes,
            List<String> outputs,
            OptionalInt batch) {
        List<Cut.Input> items = new ArrayList<>(inputs.map(InputSyntax::parse).orElse(List.of()));
        List<PartialShape> given =
                shapes.map(text -> ShapeSyntax.parseList("--input_shape", text)).orElse(List.of());
        if (!given.isEmpty() && batch.isPresent()) {
            throw new UsageException(
                    "--batch",
                    "--input_shape is given, too",
                    "Write the size of the batch into the shapes.");
        }
        if (!items.isEmpty() && !given.isEmpty()) {
            shape(items, given);
            given = List.of();
        }
        Cut cut = new Cut(items, given, outputs, OptionalInt.empty(), List.of());
        return batch.isPresent() ? cut.withBatch(batch.getAsInt()) : cut;
    }

    /// Gives the shapes to the inputs in their order.
    private static void shape(List<Cut.Input> items, List<PartialShape> shapes) {
        if (shapes.size() != items.size()) {
            throw new UsageException(
                    "--input_shape",
                    "it has "
                            + shapes.size()
                            + (shapes.size() == 1 ? " shape" : " shapes")
                            + ", but --input has "
                            + items.size()
                            + (items.size() == 1 ? " name" : " names"),
                    EXAMPLE);
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).shape().isPresent()) {
                throw new UsageException(
                        "--input_shape",
                        "the shape of '" + items.get(i).name() + "' is given in --input, too",
                        "Give each shape once.");
            }
            items.set(i, items.get(i).withShape(shapes.get(i)));
        }
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

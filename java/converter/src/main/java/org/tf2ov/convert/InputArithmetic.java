package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// What is done to one input of the model, in TensorFlow's layout: its channels are reversed, then
/// the mean is subtracted, then it is divided by the scale.
///
/// @param axis where the channels stand; -1 where there is one number for all of them
/// @param mean one number for all channels or one for each, in the order that the model has
/// @param scale likewise
public record InputArithmetic(int axis, boolean reverse, List<Double> mean, List<Double> scale) {
    public InputArithmetic {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
    }

    /// What is done to the inputs.
    ///
    /// @param inputs for each input of the model, in order
    /// @param remarks what the user should know, each a sentence
    record Plan(List<Optional<InputArithmetic>> inputs, List<String> remarks) {}

    /// Decides what is done to each input.
    ///
    /// @throws Tf2ovException with everything that makes no sense for this model
    static Plan plan(Graph graph, ModelInterface ports, Preprocess wanted) {
        return wanted.isNone()
                ? new Plan(
                        java.util.Collections.nCopies(ports.inputs().size(), Optional.empty()),
                        List.of())
                : new Deciding(graph, ports, wanted).run();
    }

    /// The values that arithmetic on an input has to change: the input itself, or, where whole
    /// numbers enter and the model begins with casts of them, their results.
    public static Optional<List<Value>> places(Graph graph, Value parameter) {
        if (parameter.type().element().isFloat()) {
            return Optional.of(List.of(parameter));
        }
        List<Value> casts = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.inputs().contains(parameter)) {
                if (!(node.op() instanceof Convert(var type)) || !type.isFloat()) {
                    return Optional.empty();
                }
                casts.add(node.output(0));
            }
        }
        return casts.isEmpty() || graph.results().contains(parameter)
                ? Optional.empty()
                : Optional.of(casts);
    }

    private static final class Deciding {
        private static final String MEAN = "--mean_values";
        private static final String SCALE = "--scale_values";
        private static final String REVERSE = "--reverse_input_channels";

        private final Graph graph;
        private final ModelInterface ports;
        private final Preprocess wanted;
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        Deciding(Graph graph, ModelInterface ports, Preprocess wanted) {
            this.graph = graph;
            this.ports = ports;
            this.wanted = wanted;
        }

        Plan run() {
            if (wanted.scaleOfAll().isPresent() && !wanted.scale().isEmpty()) {
                problem(
                        SCALE,
                        "--scale is given, too",
                        "Give one number for all inputs, or numbers for each.");
            }
            Map<Integer, List<Double>> means = byInput(MEAN, wanted.mean());
            Map<Integer, List<Double>> scales = byInput(SCALE, wanted.scale());
            List<Optional<InputArithmetic>> all = new ArrayList<>();
            List<String> notReversed = new ArrayList<>();
            int reversed = 0;
            for (int i = 0; i < ports.inputs().size(); i++) {
                boolean reverses = wanted.reverseChannels() && isReversible(i);
                reversed += reverses ? 1 : 0;
                if (wanted.reverseChannels() && !reverses) {
                    notReversed.add(describe(i));
                }
                all.add(
                        arithmetic(
                                i,
                                reverses,
                                means.getOrDefault(i, List.of()),
                                scales.getOrDefault(i, List.of())));
            }
            if (wanted.reverseChannels() && reversed == 0) {
                problem(
                        REVERSE,
                        "no input has three channels: " + String.join(", ", notReversed),
                        "Leave it out, or say by --layout where the channels are.");
            } else if (!notReversed.isEmpty()) {
                remarks.add(
                        REVERSE
                                + " leaves these inputs as they are: "
                                + String.join(", ", notReversed));
            }
            if (!problems.isEmpty()) {
                throw new Tf2ovException(problems);
            }
            return new Plan(all, remarks);
        }

        private void problem(String option, String what, String remedy) {
            problems.add(Problem.of(Code.USAGE, option, what, remedy));
        }

        private ModelInterface.Port port(int input) {
            return ports.inputs().get(input);
        }

        private String describe(int input) {
            return "'" + port(input).name() + "' [" + port(input).source() + "]";
        }

        private String inputs() {
            return ports.inputs().stream()
                    .map(port -> "'" + port.name() + "'")
                    .collect(Collectors.joining(", "));
        }

        /// The numbers of each input that has some.
        private Map<Integer, List<Double>> byInput(
                String option, List<Preprocess.Numbers> entries) {
            Map<Integer, List<Double>> byInput = new HashMap<>();
            long unnamed = entries.stream().filter(entry -> entry.input().isEmpty()).count();
            if (unnamed > 0 && unnamed < entries.size()) {
                problem(
                        option,
                        "some values have a name and some have none",
                        "Name all of them: " + option + " image[1,2,3],other(4).");
                return byInput;
            }
            if (unnamed > 0 && unnamed != ports.inputs().size()) {
                problem(
                        option,
                        "it has "
                                + unnamed
                                + (unnamed == 1 ? " group" : " groups")
                                + " of values without a name, but the model has "
                                + ports.inputs().size()
                                + (ports.inputs().size() == 1 ? " input: " : " inputs: ")
                                + inputs(),
                        "Give one group for each input, or name those that are meant: "
                                + option
                                + " "
                                + ports.inputs().getFirst().name()
                                + "[1,2,3].");
                return byInput;
            }
            for (int i = 0; i < entries.size(); i++) {
                int index = i;
                OptionalInt input =
                        entries.get(i)
                                .input()
                                .map(name -> find(option, name))
                                .orElseGet(() -> OptionalInt.of(index));
                if (input.isPresent()
                        && byInput.put(input.getAsInt(), entries.get(i).values()) != null) {
                    problem(
                            option,
                            "'" + port(input.getAsInt()).name() + "' is given twice",
                            "Give the values of each input once.");
                }
            }
            return byInput;
        }

        private OptionalInt find(String option, String name) {
            for (int i = 0; i < ports.inputs().size(); i++) {
                if (port(i).names().contains(name)) {
                    return OptionalInt.of(i);
                }
            }
            problem(
                    option,
                    "'" + name + "' is no input of the model",
                    "Its inputs are " + inputs() + ".");
            return OptionalInt.empty();
        }

        // Where the channels are

        private boolean isReversible(int input) {
            PartialShape shape = port(input).source();
            if (!shape.hasRank() || shape.rank() < 3 || shape.rank() > 5) {
                return knownAxis(input)
                        .filter(axis -> shape.hasRank() && shape.dimension(axis).is(3))
                        .isPresent();
            }
            return axis(input, 3).filter(axis -> shape.dimension(axis).contains(3)).isPresent();
        }

        /// What layout and operations say.
        private Optional<Integer> knownAxis(int input) {
            PartialShape shape = port(input).source();
            return port(input)
                    .layout()
                    .flatMap(layout ->
                            shape.hasRank()
                                    ? layout.axis("C", shape.rank())
                                    : Optional.<Integer>empty());
        }

        /// What layout and operations say, or else the last or the second dimension, if only one of
        /// them has that size. A model of TensorFlow has its channels last unless it says so.
        private Optional<Integer> axis(int input, int channels) {
            Optional<Integer> known = knownAxis(input);
            PartialShape shape = port(input).source();
            if (known.isPresent() || port(input).layout().isPresent() || !shape.hasRank()) {
                return known;
            }
            int rank = shape.rank();
            if (rank >= 2 && shape.dimension(rank - 1).is(channels)) {
                boolean ambiguous = rank > 2 && shape.dimension(1).is(channels);
                return ambiguous ? Optional.empty() : Optional.of(rank - 1);
            }
            return rank >= 3 && shape.dimension(1).is(channels) ? Optional.of(1) : Optional.empty();
        }

        private Optional<InputArithmetic> arithmetic(
                int input, boolean reverse, List<Double> means, List<Double> scales) {
            List<Double> mean = means;
            List<Double> scale = scales;
            boolean ofAll = false;
            if (scale.isEmpty() && wanted.scaleOfAll().isPresent()) {
                scale = List.of(wanted.scaleOfAll().getAsDouble());
                ofAll = true;
            }
            boolean shifts = mean.stream().anyMatch(number -> number != 0);
            boolean scales1 = scale.stream().anyMatch(number -> number != 1);
            if (!shifts && !scales1 && !reverse) {
                check(input, MEAN, mean);
                check(input, SCALE, scale);
                return Optional.empty();
            }
            if (scale.stream().anyMatch(number -> number == 0 || !Double.isFinite(number))
                    || mean.stream().anyMatch(number -> !Double.isFinite(number))) {
                problem(
                        ofAll ? "--scale" : SCALE,
                        "nothing can be divided by 0, and values have to be finite",
                        "Write for example " + SCALE + " [127.5].");
                return Optional.empty();
            }
            if ((shifts || scales1) && places(graph, graph.parameters().get(input)).isEmpty()) {
                String what =
                        "it takes "
                                + graph.parameters().get(input).type()
                                + ", and no fractions, and does not begin with a cast of it";
                if (ofAll && !shifts && !reverse) {
                    remarks.add(
                            "--scale leaves the input '"
                                    + port(input).name()
                                    + "' as it is: "
                                    + what);
                } else {
                    problem(
                            shifts ? MEAN : SCALE,
                            "the input '" + port(input).name() + "' cannot be changed: " + what,
                            "Name the inputs that are meant.");
                }
                return Optional.empty();
            }
            Optional<Integer> meanAxis = check(input, MEAN, mean);
            Optional<Integer> scaleAxis = check(input, SCALE, scale);
            int axis =
                    reverse
                            ? axis(input, 3).or(() -> knownAxis(input)).orElseThrow()
                            : meanAxis.or(() -> scaleAxis).orElse(-1);
            if (meanAxis.isEmpty() || scaleAxis.isEmpty()) {
                return Optional.empty(); // which is told
            }
            axis = reverse ? axis : Math.max(meanAxis.get(), scaleAxis.get());
            return Optional.of(
                    new InputArithmetic(
                            axis, reverse, shifts ? mean : List.of(), scales1 ? scale : List.of()));
        }

        /// The axis of the channels that these numbers are for, -1 if one is for all; nothing if
        /// they do not fit.
        private Optional<Integer> check(int input, String option, List<Double> numbers) {
            if (numbers.size() <= 1) {
                return Optional.of(-1);
            }
            PartialShape shape = port(input).source();
            Optional<Integer> axis = axis(input, numbers.size());
            if (axis.isEmpty()) {
                problem(
                        option,
                        "the channels of the input "
                                + describe(input)
                                + " are not found for "
                                + numbers.size()
                                + " values",
                        "Say by --layout which dimension they are, for example --layout '"
                                + port(input).name()
                                + "(nhwc)', or give one value.");
                return Optional.empty();
            }
            Dimension channels = shape.dimension(axis.get());
            if (!channels.contains(numbers.size())) {
                problem(
                        option,
                        "it has "
                                + numbers.size()
                                + " values for the input "
                                + describe(input)
                                + ", which has "
                                + channels
                                + (channels.is(1) ? " channel" : " channels"),
                        "Give one value, or one for each channel.");
                return Optional.empty();
            }
            return axis;
        }
    }
}

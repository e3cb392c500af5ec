package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Value;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.pass.CutModel;

/// How the inputs and outputs of the IR lie beside those of the TensorFlow model, and why.
///
/// An input or output gets the layout that the user asks for. Without that it becomes
/// channels-first if it is an image of a channels-last operation, as users of the Model Optimizer
/// expect.
///
/// @param remarks what the user should know, each a sentence
public record ModelInterface(List<Port> inputs, List<Port> outputs, List<String> remarks) {
    private static final String OPTION = "--layout";

    /// An input or output.
    ///
    /// @param name what people call it
    /// @param names all names under which it is known
    /// @param source its shape in TensorFlow's layout
    /// @param layout what its dimensions mean in TensorFlow's layout, if that is known
    /// @param order how it is transposed: dimension `order.get(i)` of TensorFlow's becomes
    ///   dimension `i` of the IR's; empty where it stays as it is
    /// @param reason why, in words
    public record Port(
            String name,
            Set<String> names,
            PartialShape source,
            Optional<Layout> layout,
            List<Integer> order,
            String reason) {
        public Port {
            names = Set.copyOf(names);
            order = List.copyOf(order);
        }

        /// Its shape in the IR.
        public PartialShape shape() {
            return order.isEmpty() ? source : source.permute(order);
        }

        /// What its dimensions mean in the IR.
        public Optional<Layout> irLayout() {
            return layout.map(known -> order.isEmpty() ? known : known.permute(order));
        }
    }

    public ModelInterface {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        remarks = List.copyOf(remarks);
    }

    /// Decides for each input and output of a translated model.
    ///
    /// @throws Tf2ovException with everything that makes no sense for this model
    static ModelInterface of(
            CutModel model, Translation.Translated translated, ConvertOptions options) {
        return new Deciding(model, translated, options).run();
    }

    private static final class Deciding {
        private final CutModel model;
        private final Translation.Translated translated;
        private final ConvertOptions options;
        private final Map<String, LayoutRegions.Region> regions;
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        Deciding(CutModel model, Translation.Translated translated, ConvertOptions options) {
            this.model = model;
            this.translated = translated;
            this.options = options;
            this.regions = LayoutRegions.of(model.graph());
        }

        ModelInterface run() {
            Graph graph = translated.graph();
            List<Set<String>> inputs = new ArrayList<>();
            for (int i = 0; i < model.inputs().size(); i++) {
                inputs.add(names(graph.parameters().get(i), model.inputs().get(i).node()));
            }
            List<Set<String>> outputs = new ArrayList<>();
            for (int i = 0; i < graph.results().size(); i++) {
                outputs.add(names(graph.results().get(i), translated.resultNodes().get(i)));
            }
            Wishes wishes = wishes(inputs, outputs);
            List<Port> in = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                CutModel.Input input = model.inputs().get(i);
                String name = input.names().isEmpty() ? input.node() : input.names().getFirst();
                in.add(
                        port(
                                name,
                                inputs.get(i),
                                graph.parameters().get(i).shape(),
                                Optional.ofNullable(regions.get(input.node())),
                                Optional.ofNullable(wishes.inputs().get(i))));
            }
            List<Port> out = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                String node = translated.resultNodes().get(i);
                out.add(
                        port(
                                outputName(i),
                                outputs.get(i),
                                graph.results().get(i).shape(),
                                Optional.ofNullable(regions.get(node)),
                                Optional.ofNullable(wishes.outputs().get(i))));
            }
            if (!problems.isEmpty()) {
                throw new Tf2ovException(problems);
            }
            return new ModelInterface(in, out, remarks);
        }

        /// The key of the signature, where each end of the model is one output.
        private String outputName(int index) {
            boolean oneEach = model.outputs().stream().allMatch(end -> end.index() >= 0);
            List<String> keys = oneEach ? model.outputs().get(index).names() : List.of();
            return keys.isEmpty() ? translated.resultNodes().get(index) : keys.getFirst();
        }

        private Set<String> names(Value value, String node) {
            Set<String> names = new TreeSet<>(translated.graph().namesOf(value));
            names.add(node);
            return names;
        }

        // What the user wishes

        /// What the user says of each input and output, by its index.
        private record Wishes(Map<Integer, LayoutWish> inputs, Map<Integer, LayoutWish> outputs) {}

        private Wishes wishes(List<Set<String>> inputs, List<Set<String>> outputs) {
            Wishes wishes = new Wishes(new HashMap<>(), new HashMap<>());
            List<LayoutWish> unnamed =
                    options.layouts().stream().filter(wish -> wish.name().isEmpty()).toList();
            if (!unnamed.isEmpty() && unnamed.size() < options.layouts().size()) {
                problem(
                        "some layouts have a name and some have none",
                        "Name all of them: image(nhwc),size(nc).");
                return wishes;
            }
            if (!unnamed.isEmpty() && unnamed.size() != inputs.size()) {
                problem(
                        "it has "
                                + count(unnamed.size(), "layout")
                                + " without a name, but the model has "
                                + count(inputs.size(), "input"),
                        "Name what is meant: "
                                + inputs.stream()
                                        .map(Deciding::shortest)
                                        .map(name -> name + "(...)")
                                        .collect(Collectors.joining(","))
                                + ".");
                return wishes;
            }
            for (int i = 0; i < unnamed.size(); i++) {
                wishes.inputs().put(i, unnamed.get(i));
            }
            for (LayoutWish wish : options.layouts()) {
                wish.name().ifPresent(name -> put(wishes, name, wish, inputs, outputs));
            }
            return wishes;
        }

        /// A name that an input and an output share means the input.
        private void put(
                Wishes wishes,
                String name,
                LayoutWish wish,
                List<Set<String>> inputs,
                List<Set<String>> outputs) {
            OptionalInt input = indexOf(inputs, name);
            OptionalInt output = input.isPresent() ? OptionalInt.empty() : indexOf(outputs, name);
            if (input.isEmpty() && output.isEmpty()) {
                problem(
                        "'" + name + "' is no input or output of the model",
                        "The inputs are "
                                + quoted(inputs)
                                + ", the outputs "
                                + quoted(outputs)
                                + ".");
                return;
            }
            LayoutWish before =
                    input.isPresent()
                            ? wishes.inputs().put(input.getAsInt(), wish)
                            : wishes.outputs().put(output.getAsInt(), wish);
            if (before != null) {
                problem("'" + name + "' has two layouts", "Give each layout once.");
            }
        }

        private static OptionalInt indexOf(List<Set<String>> ports, String name) {
            return IntStream.range(0, ports.size())
                    .filter(i -> ports.get(i).contains(name))
                    .findFirst();
        }

        private static String shortest(Set<String> names) {
            return names.stream()
                    .min(java.util.Comparator.comparingInt(String::length))
                    .orElseThrow();
        }

        private static String quoted(List<Set<String>> ports) {
            return ports.stream()
                    .map(names -> "'" + shortest(names) + "'")
                    .collect(Collectors.joining(", "));
        }

        private void problem(String what, String remedy) {
            problems.add(Problem.of(Code.USAGE, OPTION, what, remedy));
        }

        // What becomes of it

        private Port port(
                String name,
                Set<String> names,
                PartialShape shape,
                Optional<LayoutRegions.Region> region,
                Optional<LayoutWish> wish) {
            Optional<Layout> detected = region.flatMap(found -> imageLayout(found, shape));
            Optional<Layout> layout = wish.flatMap(LayoutWish::source).or(() -> detected);
            Optional<Layout> target = wish.flatMap(LayoutWish::target);
            boolean fits = true;
            for (Layout each : List.copyOf(layout.stream().toList())) {
                fits &= fits(name, shape, each);
            }
            for (Layout each : target.stream().toList()) {
                fits &= fits(name, shape, each);
            }
            if (!fits) {
                return new Port(name, names, shape, Optional.empty(), List.of(), "");
            }
            if (target.isPresent()) {
                List<Integer> order = order(name, shape, layout, target.get());
                boolean kept = isIdentity(order);
                return new Port(
                        name,
                        names,
                        shape,
                        kept ? target : layout,
                        kept ? List.of() : order,
                        (kept ? "the user wants it as it is: " : "the user wants it turned to ")
                                + target.get());
            }
            String origin = region.map(LayoutRegions.Region::words).orElse("");
            if (detected.isEmpty() || !region.orElseThrow().channelsLast()) {
                return new Port(name, names, shape, layout, List.of(), whyNot(shape, region));
            }
            if (!options.channelsFirst()) {
                return new Port(
                        name,
                        names,
                        shape,
                        layout,
                        List.of(),
                        "it is a channels-last image of "
                                + origin
                                + ", and inputs and outputs shall keep TensorFlow's layout");
            }
            int rank = shape.rank();
            Optional<Integer> channels = layout.orElseThrow().axis("C", rank);
            if (channels.isPresent() && channels.get() != rank - 1) {
                remarks.add(
                        "'"
                                + name
                                + "' stays as it is, because its layout is said to be "
                                + layout.get()
                                + ", though "
                                + origin
                                + " takes it as channels-last");
                return new Port(
                        name,
                        names,
                        shape,
                        layout,
                        List.of(),
                        "the user says that it is " + layout.get());
            }
            return new Port(
                    name,
                    names,
                    shape,
                    layout,
                    channelsFirst(rank),
                    "it is a channels-last image of " + origin);
        }

        private static String whyNot(PartialShape shape, Optional<LayoutRegions.Region> region) {
            if (!shape.hasRank()) {
                return "the number of its dimensions is not known";
            }
            if (region.isPresent() && !region.get().channelsLast()) {
                return region.get().words() + " has its channels first already";
            }
            if (shape.rank() != 4 && shape.rank() != 5) {
                return "with "
                        + (shape.rank() == 1 ? "1 dimension" : shape.rank() + " dimensions")
                        + " it is no image";
            }
            return "no channels-last convolution, pool or resize is reached from it without a change"
                    + " of dimensions in between";
        }

        private boolean fits(String name, PartialShape shape, Layout layout) {
            if (shape.hasRank() && !layout.fits(shape.rank())) {
                problem(
                        "'"
                                + name
                                + "' has the shape ["
                                + shape
                                + "], which the layout "
                                + layout
                                + " does not fit",
                        "Name each dimension, or leave some open: [N,...,C].");
                return false;
            }
            return true;
        }

        private List<Integer> order(
                String name, PartialShape shape, Optional<Layout> layout, Layout target) {
            if (layout.isEmpty()) {
                problem(
                        "the layout of '"
                                + name
                                + "' is not known, so it cannot be turned to "
                                + target,
                        "Write what it is in TensorFlow, too: nhwc->nchw.");
                return List.of();
            }
            OptionalInt rank =
                    shape.hasRank()
                            ? OptionalInt.of(shape.rank())
                            : layout.get().rank().isPresent() ? layout.get().rank() : target.rank();
            if (rank.isEmpty()) {
                if (!layout.get().equals(target)) {
                    problem(
                            "the number of dimensions of '" + name + "' is not known",
                            "Name all dimensions of its layout, or give its shape.");
                }
                return List.of();
            }
            try {
                return layout.get().orderTo(target, rank.getAsInt());
            } catch (IllegalArgumentException e) {
                problem(
                        "'"
                                + name
                                + "' cannot be turned from "
                                + layout.get()
                                + " to "
                                + target
                                + ": "
                                + e.getMessage(),
                        "Name the same dimensions on both sides.");
                return List.of();
            }
        }
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static boolean isIdentity(List<Integer> order) {
        return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
    }

    private static Optional<Layout> imageLayout(LayoutRegions.Region region, PartialShape shape) {
        return switch (shape.hasRank() ? shape.rank() : 0) {
            case 4 -> Optional.of(Layout.of(region.channelsLast() ? "NHWC" : "NCHW"));
            case 5 -> Optional.of(Layout.of(region.channelsLast() ? "NDHWC" : "NCDHW"));
            default -> Optional.empty();
        };
    }

    private static List<Integer> channelsFirst(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0, rank - 1));
        IntStream.range(1, rank - 1).forEach(order::add);
        return order;
    }
}

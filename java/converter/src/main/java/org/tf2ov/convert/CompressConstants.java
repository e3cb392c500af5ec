package org.tf2ov.convert;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ConvolutionBackpropData;
import org.tf2ov.ov.op.Decompress;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Quantization;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Stores constants in smaller types, from which the IR makes the type that they had.
///
///     w = Constant(f32)
///     w = Decompress[f32](Constant(f16))                              f16
///     w = Multiply(Convert[f32](Constant(i8)), Constant(steps))       int8, of weights of a product or a table
///
/// A constant stays as it is when that saves next to nothing, or when too much would be lost: a number that is too large for
/// `f16`, or numbers so small that their digits go.
final class CompressConstants {
    /// Fewer numbers than this take less room than the operation that makes them whole again, and
    /// are often what a network is sensitive to: biases, bounds, factors.
    private static final long LEAST_F16 = 256;

    /// The same for `i8`, where a factor for each channel is added.
    private static final long LEAST_I8 = 4096;

    /// Numbers rounded to `f16` differ by a relative 0.0002 in the root of the mean square.
    private static final double MOST_LOST = 1e-3;

    private static final int STEPS = 127;

    private final Compression compression;
    private final List<CompressionReport.Entry> report = new ArrayList<>();
    private int small;

    private CompressConstants(Compression compression) {
        this.compression = compression;
    }

    /// A graph with smaller constants, and what became of each.
    record Compressed(Graph graph, CompressionReport report) {}

    static Compressed in(Graph graph, Compression compression) {
        CompressConstants pass = new CompressConstants(compression);
        Graph compressed = pass.apply(graph);
        return new Compressed(compressed, new CompressionReport(pass.report, pass.small));
    }

    private Graph apply(Graph graph) {
        GraphBuilder g = new GraphBuilder();
        List<Node> nodes = graph.nodes();
        Map<Value, Channels> weights =
                compression.int8() ? channels(graph, nodes) : Map.<Value, Channels>of();
        Map<Value, Value> now = new HashMap<>();
        Map<Value, Node> users = new HashMap<>();
        for (Node node : nodes) {
            node.inputs().forEach(input -> users.putIfAbsent(input, node));
        }
        for (Node node : nodes) {
            if (node.op() instanceof Constant(Weights contents)) {
                Value old = node.output(0);
                now.put(
                        old,
                        compressed(old, contents, Optional.ofNullable(weights.get(old)), users, g));
                continue;
            }
            Optional<Op> withBodies = withBodies(node.op());
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            Node made =
                    inputs.equals(node.inputs()) && withBodies.isEmpty()
                            ? node
                            : g.add(node.name(), withBodies.orElse(node.op()), inputs).node();
            for (Value output : node.outputs()) {
                now.put(output, made.output(output.index()));
            }
        }
        graph.tensorNames()
                .forEach((old, names) -> {
                    if (now.containsKey(old)) {
                        names.forEach(name -> g.alias(now.get(old), name));
                    }
                });
        return g.build(graph.parameters(), graph.results().stream().map(now::get).toList());
    }

    /// The operation with smaller constants in the graphs that it holds, if it holds some.
    private Optional<Op> withBodies(Op op) {
        RecordComponent[] components = op.getClass().getRecordComponents();
        if (Arrays.stream(components).noneMatch(each -> each.getType() == Graph.class)) {
            return Optional.empty();
        }
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object value = components[i].getAccessor().invoke(op);
                values[i] = value instanceof Graph body ? apply(body) : value;
            }
            Constructor<?> constructor =
                    op.getClass()
                            .getConstructor(
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new));
            return Optional.of((Op) constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(op.getClass() + " must be a public record", e);
        }
    }

    private Value compressed(
            Value old,
            Weights weights,
            Optional<Channels> channels,
            Map<Value, Node> users,
            GraphBuilder g) {
        ElementType element = weights.type().element();
        if (element != ElementType.F32 && element != ElementType.F64) {
            return old;
        }
        if (weights.count() >= LEAST_F16 && !RoundingErrors.canMeasure(weights)) {
            report.add(kept(old, weights, users, "it is too large for the way it is made"));
            return old;
        }
        if (channels.isPresent() && element == ElementType.F32 && weights.count() >= LEAST_I8) {
            Optional<Value> bytes = bytes(old, weights, channels.get(), users, g);
            if (bytes.isPresent()) {
                return bytes.get();
            }
        }
        if (!compression.f16()) {
            return old;
        }
        if (weights.count() < LEAST_F16) {
            small++;
            return old;
        }
        RoundingErrors errors = RoundingErrors.ofF16(weights);
        Optional<String> kept =
                errors.overflows() > 0
                        ? Optional.of(
                                errors.overflows()
                                        + (errors.overflows() == 1 ? " number is" : " numbers are")
                                        + " too large for f16")
                        : errors.relative() > MOST_LOST
                                ? Optional.of(
                                        "its numbers are so small that f16 would change them by %.1f %%"
                                                .formatted(100 * errors.relative()))
                                : Optional.empty();
        report.add(
                new CompressionReport.Entry(
                        name(old, users),
                        element,
                        kept.isPresent() ? element : ElementType.F16,
                        weights.count(),
                        kept.isPresent() ? 0 : errors.largestError(),
                        kept.isPresent() ? 0 : errors.relative(),
                        kept));
        if (kept.isPresent()) {
            return old;
        }
        Value stored = g.constant(weights.convert(ElementType.F16));
        return g.add(old.node().name(), new Decompress(element), List.of(stored));
    }

    private static String name(Value value, Map<Value, Node> users) {
        if (!value.node().name().isEmpty()) {
            return value.node().name();
        }
        Node user = users.get(value);
        return user == null || user.name().isEmpty() ? value.toString() : user.name();
    }

    // Bytes with a step for each channel

    /// Along which dimensions of a constant the channels stand that leave: the first ones up to
    /// `behind`, or `axis` alone.
    private record Channels(int axis, int count) {}

    /// The constants that are nothing but weights, with their channels.
    private static Map<Value, Channels> channels(Graph graph, List<Node> nodes) {
        Map<Value, Channels> channels = new HashMap<>();
        Map<Value, Integer> uses = graph.uses(nodes);
        Map<Value, Integer> asWeights = new HashMap<>();
        for (Node node : nodes) {
            int place = node.op() instanceof Gather ? 0 : 1;
            if (node.inputs().size() <= place) {
                continue;
            }
            Value weights = node.inputs().get(place);
            int rank = weights.shape().hasRank() ? weights.shape().rank() : 0;
            Optional<Channels> found =
                    weights.constant().isEmpty() || rank < 2
                            ? Optional.empty()
                            : switch (node.op()) {
                                case Convolution _ -> Optional.of(new Channels(0, 1));
                                case GroupConvolution _ -> Optional.of(new Channels(0, 2));
                                case ConvolutionBackpropData _ -> Optional.of(new Channels(1, 1));
                                case MatMul(boolean _, boolean transposed) ->
                                        rank == 2
                                                ? Optional.of(new Channels(transposed ? 0 : 1, 1))
                                                : Optional.empty();
                                case Gather(int batch) ->
                                        batch == 0
                                                        && node.inputs()
                                                                .get(2)
                                                                .longs()
                                                                .filter(axis -> axis[0] == 0)
                                                                .isPresent()
                                                ? Optional.of(new Channels(0, 1))
                                                : Optional.empty();
                                default -> Optional.empty();
                            };
            if (found.isPresent()
                    && channels.getOrDefault(weights, found.get()).equals(found.get())) {
                channels.put(weights, found.get());
                asWeights.merge(weights, 1, Integer::sum);
            }
        }
        channels.keySet().removeIf(value -> !uses.get(value).equals(asWeights.get(value)));
        return channels;
    }

    private Optional<Value> bytes(
            Value old, Weights weights, Channels channels, Map<Value, Node> users, GraphBuilder g) {
        TensorType type = weights.type();
        PartialShape shape = type.shape();
        long[] factors = new long[shape.rank()];
        Arrays.fill(factors, 1);
        long count = 1;
        for (int i = channels.axis(); i < channels.axis() + channels.count(); i++) {
            factors[i] = shape.dimension(i).value();
            count *= factors[i];
        }
        boolean merges = channels.count() > 1;
        Weights flat =
                merges
                        ? weights.reshape(
                                PartialShape.of(count, weights.count() / Math.max(count, 1)))
                        : weights;
        int axis = merges ? 0 : channels.axis();
        float[] largest = RoundingErrors.largest(flat, axis);
        for (float each : largest) {
            if (!Float.isFinite(each)) {
                report.add(kept(old, weights, users, "it holds numbers that are not finite"));
                return Optional.empty();
            }
        }
        float[] steps = new float[largest.length];
        List<Quantization> rules = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            float inverse = STEPS / largest[i];
            boolean usable = largest[i] > 0 && Float.isFinite(inverse);
            steps[i] = usable ? largest[i] / STEPS : 0;
            rules.add(
                    usable
                            ? new Quantization(-largest[i], largest[i], inverse, STEPS, 0)
                            : new Quantization(0, 0, 0, 0, 0));
        }
        RoundingErrors errors = RoundingErrors.ofSteps(flat, axis, steps);
        report.add(
                new CompressionReport.Entry(
                        name(old, users),
                        type.element(),
                        ElementType.I8,
                        weights.count(),
                        errors.largestError(),
                        errors.relative(),
                        Optional.empty()));
        Value stored = g.constant(flat.quantize(axis, rules, ElementType.I8).reshape(shape));
        Value real = g.add(new Convert(ElementType.F32), stored);
        return Optional.of(
                g.add(
                        old.node().name(),
                        new Multiply(),
                        List.of(real, g.constant(Weights.ofFloats(factors, steps)))));
    }

    private static CompressionReport.Entry kept(
            Value old, Weights weights, Map<Value, Node> users, String why) {
        ElementType element = weights.type().element();
        return new CompressionReport.Entry(
                name(old, users), element, element, weights.count(), 0, 0, Optional.of(why));
    }
}

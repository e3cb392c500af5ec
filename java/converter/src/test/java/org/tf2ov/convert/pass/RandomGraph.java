package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// A graph that is drawn at random, with what its inputs hold: all of it follows from one seed.
///
/// In half of the graphs all shapes are static; in the others dimensions of inputs are open or
/// bounded.
public final class RandomGraph {
    /// An input: what the graph says of it, and what it is given.
    private record Input(Value parameter, Weights contents) {}

    private final Random random;
    private final GraphBuilder g = new GraphBuilder();
    private final boolean isStatic;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Value> results = new ArrayList<>();

    public RandomGraph(long seed) {
        // Neighbouring seeds begin with numbers that are alike.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        isStatic = random.nextBoolean();
    }

    // Drawing

    /// A whole number, both ends included.
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public boolean chance(double share) {
        return random.nextDouble() < share;
    }

    @SafeVarargs
    public final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    /// A shape with dimensions of 1 to `most`.
    public long[] shape(int rank, int most) {
        return random.longs(rank, 1, most + 1L).toArray();
    }

    /// The shape with some dimensions, or all, made 1: what broadcasts to it.
    public long[] broadcastable(long[] shape) {
        long[] small = Arrays.stream(shape).map(size -> chance(0.5) ? 1 : size).toArray();
        return Arrays.copyOfRange(small, between(0, small.length), small.length);
    }

    // Making values

    /// An `f32` input with numbers from -3 to 3. Which of its dimensions are known is drawn.
    public Value input(long... shape) {
        return input(ElementType.F32, -3, 3, shape);
    }

    /// The same with other numbers; those of integer types are whole, both ends included.
    public Value input(ElementType element, double least, double most, long... shape) {
        List<Dimension> dimensions = new ArrayList<>();
        for (long size : shape) {
            dimensions.add(isStatic ? Dimension.of(size) : open(size));
        }
        return input(new TensorType(element, PartialShape.of(dimensions)), least, most, shape);
    }

    /// An input whose shape is always known.
    public Value fixed(long... shape) {
        return input(TensorType.f32(shape), -3, 3, shape);
    }

    /// An input of which the graph knows this type.
    public Value input(TensorType type, double least, double most, long... shape) {
        boolean real = type.element().isFloat();
        Weights contents =
                real
                        ? Weights.ofReals(
                                type.element(),
                                shape,
                                random.doubles(count(shape), least, most).toArray())
                        : Weights.ofLongs(
                                type.element(),
                                shape,
                                random.longs(count(shape), (long) least, (long) most + 1)
                                        .toArray());
        Value parameter = g.add("x" + inputs.size(), new Parameter(type), List.of());
        inputs.add(new Input(parameter, contents));
        return parameter;
    }

    private Dimension open(long size) {
        return switch (between(0, 3)) {
            case 0 -> Dimension.ANY;
            case 1 -> new Dimension(between(0, (int) size), size + between(0, 3));
            default -> Dimension.of(size);
        };
    }

    /// An `f32` constant with numbers from -2 to 2.
    public Value constant(long... shape) {
        return constant(-2, 2, shape);
    }

    public Value constant(double least, double most, long... shape) {
        double[] elements = random.doubles(count(shape), least, most).toArray();
        return g.constant(Weights.ofReals(ElementType.F32, shape, elements));
    }

    /// An `f32` constant with this number everywhere, as a scalar or with dimensions of 1.
    public Value number(double number) {
        long[] ones = new long[oneOf(0, 0, 0, 1, 2)];
        Arrays.fill(ones, 1);
        return g.constant(Weights.ofReals(ElementType.F32, ones, number));
    }

    public Value add(Op op, Value... operands) {
        return g.add(op, operands);
    }

    /// The operation on two operands in either order.
    public Value either(Op op, Value a, Value b) {
        return chance(0.5) ? g.add(op, a, b) : g.add(op, b, a);
    }

    public GraphBuilder builder() {
        return g;
    }

    /// Gives a value back; sometimes it is a result too, and so used elsewhere.
    public Value maybeUsed(Value value) {
        if (chance(0.15)) {
            results.add(value);
        }
        return value;
    }

    /// Makes a value an output.
    public void result(Value value) {
        results.add(value);
    }

    // What has been drawn

    Graph graph() {
        Set<Value> distinct = new HashSet<>();
        return g.build(
                inputs.stream().map(Input::parameter).toList(),
                results.stream().filter(distinct::add).toList());
    }

    /// What the inputs are given, in their order; the caller closes the tensors.
    List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        for (Input input : inputs) {
            TensorType type = input.contents().type();
            Tensor tensor = Tensor.allocate(type.element(), type.shape().toArray());
            for (int i = 0; i < input.contents().count(); i++) {
                Elements.setReal(tensor.data(), type.element(), i, input.contents().at(i));
            }
            tensors.add(tensor);
        }
        return tensors;
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}

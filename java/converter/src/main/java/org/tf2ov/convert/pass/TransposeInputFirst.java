package org.tf2ov.convert.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// What prepares a channels-last input for the first convolution happens behind the transpose, where
/// the convolution can take it in: padding, and arithmetic with constants.
///
///     y = Convolution(Transpose[p](Multiply(Parameter, Constant(s))), w)
///     y = Convolution(Multiply(Transpose[p](Parameter), Constant(permute(s, p))), w)
///
/// It stays away when something else uses what is on the way.
public final class TransposeInputFirst implements Rewrite {
    private static final Pattern TRANSPOSE = Pattern.op(Transpose.class);
    private static final Pattern CONVOLUTION =
            Pattern.op(Convolution.class, TRANSPOSE, Pattern.constant());

    @Override
    public Pattern pattern() {
        return CONVOLUTION;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value convolution = match.value(CONVOLUTION);
        Value transpose = match.value(TRANSPOSE);
        List<Integer> order = ((Transpose) transpose.op()).order();
        Deque<Value> way = new ArrayDeque<>();
        Value x = transpose.input(0);
        while (match.usedOnce(x) && source(x, order).isPresent()) {
            way.push(x);
            x = source(x, order).get();
        }
        if (way.isEmpty() || !(x.op() instanceof Parameter) || !match.usedOnce(transpose)) {
            return Optional.empty();
        }
        Value turned = g.add(transpose.op(), x);
        for (Value step : way) {
            turned = behind(step, turned, order, g);
        }
        List<Value> inputs = List.of(turned, convolution.input(1));
        return Optional.of(g.add(convolution.node().name(), convolution.op(), inputs));
    }

    /// What the operation prepares, if it can do so as well behind the transpose.
    private static Optional<Value> source(Value value, List<Integer> order) {
        return switch (value.op()) {
            case ElementwiseUnary _ when value.node().inputs().size() == 1 ->
                    Optional.of(value.input(0));
            case ElementwiseBinary _ -> {
                Value x = value.input(constantOperand(value) == 0 ? 1 : 0);
                boolean turns =
                        constantOperand(value) >= 0
                                && x.shape().hasRank(order.size())
                                && x.type().element().isWholeBytes();
                yield turns ? Optional.of(x) : Optional.empty();
            }
            case Pad _
                    when value.input(1).longs().isPresent() && value.input(2).longs().isPresent() ->
                    Optional.of(value.input(0));
            default -> Optional.empty();
        };
    }

    private static int constantOperand(Value value) {
        for (int i = 0; i < 2; i++) {
            boolean computed = value.input(1 - i).constant().isEmpty();
            if (computed && value.input(i).constant().isPresent()) {
                return value.input(i).shape().rank() <= value.input(1 - i).shape().rank() ? i : -1;
            }
        }
        return -1;
    }

    /// The operation on the transposed data.
    private static Value behind(Value value, Value turned, List<Integer> order, GraphBuilder g) {
        List<Value> inputs = new ArrayList<>(value.node().inputs());
        switch (value.op()) {
            case ElementwiseBinary _ -> {
                int constant = constantOperand(value);
                inputs.set(1 - constant, turned);
                inputs.set(constant, turn(inputs.get(constant), order, g));
            }
            case Pad _ -> {
                inputs.set(0, turned);
                for (int i = 1; i < 3; i++) {
                    long[] pads = inputs.get(i).longs().orElseThrow();
                    long[] all = order.stream().mapToLong(axis -> pads[axis]).toArray();
                    inputs.set(i, g.constant(all));
                }
            }
            default -> inputs.set(0, turned);
        }
        return g.add(value.node().name(), value.op(), inputs);
    }

    private static Value turn(Value constant, List<Integer> order, GraphBuilder g) {
        Weights weights = constant.constant().orElseThrow();
        long[] sizes = weights.type().shape().toArray();
        Dimension[] aligned = new Dimension[order.size()];
        Arrays.fill(aligned, Dimension.of(1));
        for (int i = 0; i < sizes.length; i++) {
            aligned[order.size() - sizes.length + i] = Dimension.of(sizes[i]);
        }
        return g.constant(weights.reshape(PartialShape.of(List.of(aligned))).permute(order));
    }
}

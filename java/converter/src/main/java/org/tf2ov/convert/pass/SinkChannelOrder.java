package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Interpolate;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

/// Moves channels in another order below what treats each channel alike, to the weights that take
/// them.
///
///     y = f(Gather(x, [2, 1, 0], axis 1), Constant(c : [1,3,1,1]))
///     y = Gather(f(x, Constant(c in that order)), [2, 1, 0], axis 1)
public final class SinkChannelOrder implements Rewrite {
    private static final Pattern NODE =
            Pattern.op(Op.class)
                    .where(value ->
                            value.node().inputs().stream()
                                    .anyMatch(input -> input.op() instanceof Gather));

    @Override
    public Pattern pattern() {
        return NODE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value node = match.value(NODE);
        List<Value> inputs = node.node().inputs();
        boolean second = inputs.size() == 2 && inputs.get(0).constant().isPresent();
        Optional<ChannelOrder> order =
                Optional.of(inputs.get(second ? 1 : 0))
                        .filter(match::usedOnce)
                        .flatMap(ChannelOrder::of);
        return order.flatMap(found -> below(node, found, second, g));
    }

    private static Optional<Value> below(
            Value node, ChannelOrder order, boolean second, GraphBuilder g) {
        return switch (node.op()) {
            case ElementwiseUnary _ ->
                    node.node().inputs().size() == 1
                            ? Optional.of(on(node, order, List.of(order.x()), g))
                            : Optional.empty();
            case ElementwiseBinary _ ->
                    constant(node.input(second ? 0 : 1), order, g)
                            .filter(_ -> node.shape().equals(node.input(second ? 1 : 0).shape()))
                            .map(constant ->
                                    on(
                                            node,
                                            order,
                                            second
                                                    ? List.of(constant, order.x())
                                                    : List.of(order.x(), constant),
                                            g));
            case MaxPool _, AvgPool _ ->
                    order.axis() == 1
                            ? Optional.of(on(node, order, List.of(order.x()), g))
                            : Optional.empty();
            case FakeQuantize _ -> {
                List<Value> limits = node.node().inputs().subList(1, node.node().inputs().size());
                yield limits.stream().allMatch(limit -> limit.shape().elementCount().is(1))
                        ? Optional.of(on(node, order, withFirst(node, order.x()), g))
                        : Optional.empty();
            }
            case Interpolate op -> {
                List<Value> inputs = node.node().inputs();
                boolean elsewhere =
                        inputs.size() == 3
                                && op.padsBegin().stream().allMatch(pad -> pad == 0)
                                && op.padsEnd().stream().allMatch(pad -> pad == 0)
                                && inputs.getLast()
                                        .longs()
                                        .filter(axes ->
                                                Arrays.stream(axes)
                                                        .allMatch(axis ->
                                                                axis >= 0 && axis != order.axis()))
                                        .isPresent();
                yield elsewhere
                        ? Optional.of(on(node, order, withFirst(node, order.x()), g))
                        : Optional.empty();
            }
            case Pad _ -> pad(node, order, g);
            default -> Optional.empty();
        };
    }

    private static Value on(Value node, ChannelOrder order, List<Value> inputs, GraphBuilder g) {
        return order.applyTo(g.add(node.node().name(), node.op(), inputs), g);
    }

    private static Optional<Value> pad(Value node, ChannelOrder order, GraphBuilder g) {
        for (Value pads : node.node().inputs().subList(1, 3)) {
            if (pads.longs().filter(all -> all[order.axis()] == 0).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(on(node, order, withFirst(node, order.x()), g));
    }

    private static List<Value> withFirst(Value node, Value x) {
        List<Value> inputs = new ArrayList<>(node.node().inputs());
        inputs.set(0, x);
        return inputs;
    }

    /// A constant for channels that are not yet in the other order, if it varies along no other
    /// dimension.
    private static Optional<Value> constant(Value value, ChannelOrder order, GraphBuilder g) {
        Optional<Weights> weights =
                value.constant().filter(known -> known.type().element().isWholeBytes());
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        if (weights.get().count() == 1) {
            return Optional.of(value);
        }
        int axis = order.axis() - (order.x().shape().rank() - value.shape().rank());
        boolean perChannel =
                weights.get().count() == order.order().length
                        && axis >= 0
                        && axis < value.shape().rank()
                        && value.shape().dimension(axis).is(order.order().length);
        if (!perChannel) {
            return Optional.empty();
        }
        double[] numbers = new double[order.order().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[(int) order.order()[i]] = weights.get().at(i);
        }
        return value.type().element().isFloat()
                ? Optional.of(
                        g.constant(
                                Weights.ofReals(
                                        value.type().element(), value.shape().toArray(), numbers)))
                : Optional.empty();
    }
}

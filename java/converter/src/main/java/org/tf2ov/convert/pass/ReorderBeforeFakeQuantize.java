package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// Brings weights that are rounded into the order in which a convolution or product wants them
/// before they are rounded, where the order is part of the constant; their bounds follow.
///
///     y = Transpose[p](FakeQuantize(Constant(w), low, high, …))        also Reshape, Squeeze, Unsqueeze
///     y = FakeQuantize(Constant(permute(w, p)), permute(low, p), …)
///
/// A reshape stays where bounds for channels would have no place behind it.
public final class ReorderBeforeFakeQuantize implements Rewrite {
    private static final Pattern REORDERED =
            Pattern.op(Op.class)
                    .where(value ->
                            (value.op() instanceof Transpose || Reshapes.is(value.op()))
                                    && value.shape().isStatic()
                                    && value.input(0).op() instanceof FakeQuantize
                                    && value.input(0).node().inputs().stream()
                                            .allMatch(each -> each.constant().isPresent()));

    @Override
    public Pattern pattern() {
        return REORDERED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value reordered = match.value(REORDERED);
        Value rounded = reordered.input(0);
        PartialShape shape = rounded.input(0).shape();
        List<Value> inputs = new ArrayList<>();
        for (Value bound : rounded.node().inputs().subList(1, 5)) {
            Optional<Value> moved =
                    reordered.op() instanceof Transpose(List<Integer> order)
                            ? Optional.of(transposed(bound, order, g))
                            : reshaped(bound, shape, reordered.shape(), g);
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(moved.get());
        }
        Weights weights = rounded.input(0).constant().orElseThrow();
        inputs.addFirst(
                g.constant(
                        reordered.op() instanceof Transpose(List<Integer> order)
                                ? weights.permute(order)
                                : weights.reshape(reordered.shape())));
        return Optional.of(g.add(rounded.node().name(), rounded.op(), inputs));
    }

    private static Value transposed(Value bound, List<Integer> order, GraphBuilder g) {
        if (bound.shape().elementCount().is(1) && bound.shape().rank() <= order.size()) {
            return bound;
        }
        List<Dimension> aligned =
                new ArrayList<>(
                        Collections.nCopies(order.size() - bound.shape().rank(), Dimension.of(1)));
        aligned.addAll(bound.shape().dimensions());
        return g.constant(
                bound.constant().orElseThrow().reshape(PartialShape.of(aligned)).permute(order));
    }

    private static Optional<Value> reshaped(
            Value bound, PartialShape from, PartialShape to, GraphBuilder g) {
        if (bound.shape().elementCount().is(1)) {
            return Optional.of(
                    bound.shape().rank() == 0
                            ? bound
                            : g.constant(
                                    bound.constant().orElseThrow().reshape(PartialShape.of())));
        }
        return ChannelBlock.of(bound.shape(), from)
                .flatMap(block -> place(block, to))
                .map(shape -> g.constant(bound.constant().orElseThrow().reshape(shape)));
    }

    /// The shape of numbers for channels that stand behind as many indices of another shape.
    private static Optional<PartialShape> place(ChannelBlock block, PartialShape to) {
        long[] shape = new long[to.rank()];
        long before = 1;
        long inside = 1;
        for (int i = 0; i < shape.length; i++) {
            long length = to.dimension(i).value();
            boolean channels = before == block.before() && inside < block.channels();
            shape[i] = channels ? length : 1;
            if (channels) {
                inside *= length;
            } else if (inside == 1) {
                before *= length;
            }
        }
        return inside == block.channels() && before == block.before()
                ? Optional.of(PartialShape.of(shape))
                : Optional.empty();
    }
}

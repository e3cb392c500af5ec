package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.SlidingWindow;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Zeros that are put around an image become the padding of the window that slides over it.
///
///     y = Convolution[pads=p](Pad[b, e](x), w)     also GroupConvolution, AvgPool, MaxPool
///     y = Convolution[pads=p + b, e](x, w)
///
/// A transpose may stand between the two, as in front of the first convolution of a network whose input stays channels-last:
/// it then stands in front of the window.
///
/// A mean then counts its padding, so it must have had none of its own. A maximum never counts its padding, so zeros may
/// only become that where nothing is below zero and every window meets the image.
public final class FusePadIntoWindow implements Rewrite {
    private static final Pattern WINDOW =
            Pattern.op(SlidingWindow.class)
                    .where(value -> untransposed(value.input(0)).op() instanceof Pad);

    @Override
    public Pattern pattern() {
        return WINDOW;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value window = match.value(WINDOW);
        Value given = window.input(0);
        Value pad = untransposed(given);
        SlidingWindow old = (SlidingWindow) window.op();
        Optional<List<Integer>> begin = spatial(pad.input(1), given);
        Optional<List<Integer>> end = spatial(pad.input(2), given);
        boolean explicit = old.autoPad() == AutoPad.VALID || old.autoPad() == AutoPad.EXPLICIT;
        if (begin.isEmpty() || end.isEmpty() || !explicit || !padsWithZero(pad)) {
            return Optional.empty();
        }
        boolean none = old.autoPad() == AutoPad.VALID;
        List<Integer> before = none ? begin.get() : sum(old.padsBegin(), begin.get());
        List<Integer> behind = none ? end.get() : sum(old.padsEnd(), end.get());
        boolean unpadded = before.equals(begin.get()) && behind.equals(end.get());
        return padded(old, pad.input(0), before, behind, unpadded)
                .map(op -> {
                    List<Value> inputs = new ArrayList<>(window.node().inputs());
                    inputs.set(
                            0,
                            given.op() instanceof Transpose turn
                                    ? g.add(turn, pad.input(0))
                                    : pad.input(0));
                    return g.add(window.node().name(), op, inputs);
                });
    }

    /// The same window with this padding, if it then computes the same.
    ///
    /// @param unpadded whether it had none of its own
    private static Optional<SlidingWindow> padded(
            SlidingWindow old, Value x, List<Integer> begin, List<Integer> end, boolean unpadded) {
        AutoPad auto = AutoPad.EXPLICIT;
        return switch (old) {
            case Convolution(var strides, _, _, var dilations, _) ->
                    Optional.of(new Convolution(strides, begin, end, dilations, auto));
            case GroupConvolution(var strides, _, _, var dilations, _) ->
                    Optional.of(new GroupConvolution(strides, begin, end, dilations, auto));
            case AvgPool(var strides, _, _, var kernel, _, var rounding, _)
                    when unpadded && floors(rounding) && meets(kernel, begin, end) ->
                    Optional.of(new AvgPool(strides, begin, end, kernel, false, rounding, auto));
            case MaxPool(var strides, _, _, var kernel, var rounding, _)
                    when isNeverNegative(x) && floors(rounding) && meets(kernel, begin, end) ->
                    Optional.of(new MaxPool(strides, begin, end, kernel, rounding, auto));
            default -> Optional.empty();
        };
    }

    private static boolean floors(RoundingType rounding) {
        return rounding == RoundingType.FLOOR;
    }

    /// Whether each window holds an element of the image.
    private static boolean meets(List<Integer> kernel, List<Integer> begin, List<Integer> end) {
        return IntStream.range(0, kernel.size())
                .allMatch(i -> begin.get(i) < kernel.get(i) && end.get(i) < kernel.get(i));
    }

    private static boolean isNeverNegative(Value x) {
        return switch (x.op()) {
            case Relu _, Sigmoid _ -> true;
            case Clamp(double min, double _) -> min >= 0;
            default -> false;
        };
    }

    private static boolean padsWithZero(Value pad) {
        boolean zero =
                pad.node().inputs().size() == 3
                        || pad.input(3).constant().filter(value -> value.at(0) == 0).isPresent();
        return zero && pad.op() instanceof Pad(PadMode mode) && mode == PadMode.CONSTANT;
    }

    /// The padding of the dimensions behind batch and channels, if these two have none and no other
    /// has less.
    ///
    /// @param given what the window gets, which may be the transposed padded image
    private static Optional<List<Integer>> spatial(Value pads, Value given) {
        return pads.longs()
                .map(all ->
                        IntStream.range(0, all.length)
                                .mapToObj(i ->
                                        (int)
                                                all[
                                                        given.op() instanceof Transpose(var order)
                                                                ? order.get(i)
                                                                : i])
                                .toList())
                .filter(all -> all.size() > 2 && all.get(0) == 0 && all.get(1) == 0)
                .map(all -> all.subList(2, all.size()))
                .filter(all -> all.stream().allMatch(each -> each >= 0));
    }

    private static Value untransposed(Value value) {
        return value.op() instanceof Transpose ? value.input(0) : value;
    }

    private static List<Integer> sum(List<Integer> one, List<Integer> other) {
        return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) + other.get(i)).toList();
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.SlidingWindow;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// A convolution of every d-th pixel, which TensorFlow writes as one of images that were dealt out to the batch, is a dilated
/// convolution.
///
///     y = BatchToSpace[d, crops c](Convolution(SpaceToBatch[d, pads p](x), w))     also GroupConvolution
///     y = Convolution[dilations=d, pads=p - c](x, w)
///
/// It stays away from convolutions that pad the parts, which TensorFlow doesn't write. (OpenVINO 2026.4 forgets that padding,
/// if it is left to fuse the three itself.)
public final class FuseDilation implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern DEALT =
            Pattern.op(SpaceToBatch.class, X, Pattern.any(), Pattern.any(), Pattern.any());
    private static final Pattern WEIGHTS = Pattern.any();
    private static final Pattern CONVOLUTION = Pattern.op(SlidingWindow.class, DEALT, WEIGHTS);
    private static final Pattern COLLECTED =
            Pattern.op(
                    BatchToSpace.class, CONVOLUTION, Pattern.any(), Pattern.any(), Pattern.any());

    @Override
    public Pattern pattern() {
        return COLLECTED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value dealt = match.value(DEALT);
        Value collected = match.value(COLLECTED);
        Value convolution = match.value(CONVOLUTION);
        Optional<List<Integer>> blocks = spatial(dealt.input(1), 1);
        boolean applies =
                blocks.isPresent()
                        && blocks.equals(spatial(collected.input(1), 1))
                        && match.usedOnce(convolution)
                        && padsNothing((SlidingWindow) convolution.op());
        if (!applies) {
            return Optional.empty();
        }
        SlidingWindow op = (SlidingWindow) convolution.op();
        Optional<List<Integer>> begin = pads(dealt.input(2), collected.input(2));
        Optional<List<Integer>> end = pads(dealt.input(3), collected.input(3));
        return begin.isPresent() && end.isPresent()
                ? dilated(op, begin.get(), end.get(), blocks.get())
                        .map(dilated ->
                                g.add(
                                        convolution.node().name(),
                                        dilated,
                                        List.of(match.value(X), match.value(WEIGHTS))))
                : Optional.empty();
    }

    private static Optional<SlidingWindow> dilated(
            SlidingWindow op, List<Integer> begin, List<Integer> end, List<Integer> blocks) {
        AutoPad auto = AutoPad.EXPLICIT;
        return switch (op) {
            case Convolution(var strides, _, _, var dilations, _) when areOnes(strides) ->
                    Optional.of(
                            new Convolution(strides, begin, end, times(dilations, blocks), auto));
            case GroupConvolution(var strides, _, _, var dilations, _) when areOnes(strides) ->
                    Optional.of(
                            new GroupConvolution(
                                    strides, begin, end, times(dilations, blocks), auto));
            default -> Optional.empty();
        };
    }

    private static boolean padsNothing(SlidingWindow op) {
        return op.autoPad() == AutoPad.VALID
                || op.autoPad() == AutoPad.EXPLICIT
                        && Stream.of(op.padsBegin(), op.padsEnd())
                                .flatMap(List::stream)
                                .allMatch(each -> each == 0);
    }

    /// The padding on one side: what was put around the image without what is cut off in the end.
    private static Optional<List<Integer>> pads(Value around, Value cut) {
        return spatial(around, 0)
                .flatMap(put ->
                        spatial(cut, 0)
                                .map(off ->
                                        IntStream.range(0, put.size())
                                                .mapToObj(i -> put.get(i) - off.get(i))
                                                .toList()))
                .filter(all -> all.stream().allMatch(each -> each >= 0));
    }

    /// The numbers for the dimensions behind batch and channels, if these two have a number that
    /// changes nothing.
    private static Optional<List<Integer>> spatial(Value numbers, long nothing) {
        return numbers.longs()
                .filter(all -> all.length > 2 && all[0] == nothing && all[1] == nothing)
                .map(all -> IntStream.range(2, all.length).mapToObj(i -> (int) all[i]).toList());
    }

    private static boolean areOnes(List<Integer> all) {
        return all.stream().allMatch(each -> each == 1);
    }

    private static List<Integer> times(List<Integer> one, List<Integer> other) {
        return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) * other.get(i)).toList();
    }
}

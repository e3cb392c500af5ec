package org.tf2ov.convert.pass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

class FusePadIntoWindowTest extends RewriteContract {
    private static final List<Integer> TO_FIRST = List.of(0, 3, 1, 2);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FusePadIntoWindow());
    }

    @Override
    protected double share() {
        return 0.3;
    }

    @Override
    protected void draw(RandomGraph r) {
        int channels = r.between(1, 4);
        boolean last = r.chance(0.3);
        Value image =
                last
                        ? r.input(1, r.between(3, 6), r.between(3, 6), channels)
                        : r.input(1, channels, r.between(3, 6), r.between(3, 6));
        Value x = r.chance(0.7) ? r.add(new Relu(), image) : image;
        List<Integer> begin = List.of(r.between(0, 2), r.between(0, 2));
        List<Integer> end = List.of(r.between(0, 2), r.between(0, 2));
        Value pad =
                r.maybeUsed(
                        r.add(
                                new Pad(r.chance(0.9) ? PadMode.CONSTANT : PadMode.EDGE),
                                x,
                                pads(last, begin),
                                pads(last, end)));
        Value given = last ? r.add(new Transpose(TO_FIRST), pad) : pad;
        List<Integer> strides = List.of(r.between(1, 2), r.between(1, 2));
        List<Integer> kernel = List.of(3, 3);
        List<Integer> own = r.chance(0.7) ? List.of(0, 0) : List.of(1, 0);
        List<Integer> ones = List.of(1, 1);
        AutoPad auto = r.oneOf(AutoPad.EXPLICIT, AutoPad.EXPLICIT, AutoPad.VALID);
        switch (r.between(0, 3)) {
            case 0 ->
                    r.result(
                            r.add(
                                    new Convolution(strides, own, own, ones, auto),
                                    given,
                                    r.constant(2, channels, 3, 3)));
            case 1 ->
                    r.result(
                            r.add(
                                    new GroupConvolution(strides, own, own, ones, auto),
                                    given,
                                    r.constant(channels, 1, 1, 3, 3)));
            case 2 ->
                    r.result(
                            r.add(
                                    new AvgPool(
                                            strides,
                                            own,
                                            own,
                                            kernel,
                                            true,
                                            RoundingType.FLOOR,
                                            auto),
                                    given));
            default -> r.result(r.add(max(strides, own, auto), given));
        }
    }

    private Value pads(boolean last, List<Integer> spatial) {
        return last
                ? g.constant(0, spatial.get(0), spatial.get(1), 0)
                : g.constant(0, 0, spatial.get(0), spatial.get(1));
    }

    private static Op max(List<Integer> strides, List<Integer> pads, AutoPad auto) {
        return new MaxPool(strides, pads, pads, List.of(3, 3), RoundingType.FLOOR, auto);
    }

    private static Op convolution(AutoPad auto) {
        return new Convolution(List.of(2, 2), List.of(1, 0), List.of(0, 0), List.of(1, 1), auto);
    }

    @Applies
    void zerosBecomeThePaddingOfAConvolution() {
        Value x = parameter("x", 1, 3, 8, -1);
        Value pad =
                g.add(new Pad(PadMode.CONSTANT), x, g.constant(0, 0, 1, 1), g.constant(0, 0, 2, 2));
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 3, 1, 1}, 1, 2, 3));
        Value y = g.add("y", convolution(AutoPad.EXPLICIT), List.of(pad, weights));

        assertBecomes(
                """
                x = Parameter[type=f32[1,3,8,?]]() : f32[1,3,8,?]
                %1 = Constant[weights=f32[1,3,1,1](0x0000803f0000004000004040)]() : f32[1,3,1,1]
                y = Convolution[strides=[2, 2], padsBegin=[2, 1], padsEnd=[2, 2], dilations=[1, 1], autoPad=EXPLICIT](x, %1) : f32[1,1,6,2..]
                return [y]
                """,
                y);
    }

    @Test
    void theTransposeInFrontOfTheFirstConvolutionComesBeforeIt() {
        Value x = parameter("x", 1, 8, 8, 1);
        Value pad =
                g.add(new Pad(PadMode.CONSTANT), x, g.constant(0, 1, 0, 0), g.constant(0, 0, 2, 0));
        Value turned = g.add("t", new Transpose(TO_FIRST), List.of(pad));
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 1, 1, 1}, 1));
        Value y = g.add("y", convolution(AutoPad.VALID), List.of(turned, weights));

        assertBecomes(
                """
                x = Parameter[type=f32[1,8,8,1]]() : f32[1,8,8,1]
                y/Transpose = Transpose[order=[0, 3, 1, 2]](x) : f32[1,1,8,8]
                %2 = Constant[weights=f32[1,1,1,1](0x0000803f)]() : f32[1,1,1,1]
                y = Convolution[strides=[2, 2], padsBegin=[1, 0], padsEnd=[0, 2], dilations=[1, 1], autoPad=EXPLICIT](y/Transpose, %2) : f32[1,1,5,5]
                return [y]
                """,
                y);
    }

    @StaysAway
    void theLargestElementMayBeAZeroThatWasPutThere() {
        Value x = parameter("x", 1, 3, 8, 8);
        Value pad =
                g.add(new Pad(PadMode.CONSTANT), x, g.constant(0, 0, 1, 1), g.constant(0, 0, 1, 1));

        assertStays(g.add("y", max(List.of(2, 2), List.of(0, 0), AutoPad.VALID), List.of(pad)));
    }

    @StaysAway
    void aMeanThatLeavesItsOwnPaddingOutCountsZeros() {
        Value x = parameter("x", 1, 3, 8, 8);
        Value pad =
                g.add(new Pad(PadMode.CONSTANT), x, g.constant(0, 0, 1, 1), g.constant(0, 0, 1, 1));
        List<Integer> two = List.of(2, 2);
        List<Integer> one = List.of(1, 1);
        Op mean = new AvgPool(two, one, one, two, true, RoundingType.FLOOR, AutoPad.EXPLICIT);

        assertStays(g.add("y", mean, List.of(pad)));
    }

    @StaysAway
    void otherValuesStayAroundTheImage() {
        Value x = parameter("x", 1, 1, 8, 8);
        Value seven = g.constant(Weights.scalar(ElementType.F32, 7));
        Value pad =
                g.add(
                        new Pad(PadMode.CONSTANT),
                        x,
                        g.constant(0, 0, 1, 1),
                        g.constant(0, 0, 1, 1),
                        seven);
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 1, 1, 1}, 1));

        assertStays(g.add("y", convolution(AutoPad.EXPLICIT), List.of(pad, weights)));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class PoolBeforePointwiseTest extends RewriteContract {
    private static final List<Integer> NONE = List.of(0, 0);
    private static final List<Integer> ONE = List.of(1, 1);
    private static final List<Integer> TWO = List.of(2, 2);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(PoolBeforePointwise.unbiased(), PoolBeforePointwise.biased());
    }

    @Override
    protected void draw(RandomGraph r) {
        int channels = r.between(1, 9);
        int outputs = r.between(6, 12);
        Value x = r.input(r.between(1, 2), channels, r.between(3, 7), r.between(3, 7));
        boolean pointwise = r.chance(0.9);
        int size = pointwise ? 1 : 2;
        Value y =
                r.maybeUsed(
                        r.add(
                                pointwise(r.chance(0.9) ? 1 : 2),
                                x,
                                r.constant(outputs, channels, size, size)));
        if (r.chance(0.6)) {
            y =
                    r.either(
                            new Add(),
                            y,
                            r.constant(
                                    r.chance(0.8)
                                            ? new long[] {1, outputs, 1, 1}
                                            : new long[] {1}));
        }
        List<Integer> strides = List.of(r.between(1, 2), 2);
        List<Integer> pads = r.chance(0.5) ? NONE : ONE;
        r.result(r.add(mean(strides, pads, r.chance(0.7)), y));
    }

    private static Op pointwise(int stride) {
        return new Convolution(List.of(stride, stride), NONE, NONE, ONE, AutoPad.SAME_UPPER);
    }

    private static Op mean(List<Integer> strides, List<Integer> pads, boolean excludePad) {
        return new AvgPool(
                strides, pads, pads, TWO, excludePad, RoundingType.FLOOR, AutoPad.EXPLICIT);
    }

    private Value convolution(Value x, long... weights) {
        float[] numbers = new float[(int) (weights[0] * weights[1])];
        return g.add("c", pointwise(1), List.of(x, g.constant(Weights.ofFloats(weights, numbers))));
    }

    @Applies
    void theMeanComesBeforeTheConvolution() {
        Value c = convolution(parameter("x", 1, 2, 8, 8), 2, 2, 1, 1);
        Value bias = g.constant(Weights.ofFloats(new long[] {1, 2, 1, 1}, 1, 2));
        Value sum = g.add("s", new Add(), List.of(c, bias));

        assertBecomes(
                """
                x = Parameter[type=f32[1,2,8,8]]() : f32[1,2,8,8]
                y/AvgPool = AvgPool[strides=[2, 2], padsBegin=[0, 0], padsEnd=[0, 0], kernel=[2, 2], excludePad=false, roundingType=FLOOR, autoPad=EXPLICIT](x) : f32[1,2,4,4]
                %2 = Constant[weights=f32[2,2,1,1](0x00000000000000000000000000000000)]() : f32[2,2,1,1]
                c = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=SAME_UPPER](y/AvgPool, %2) : f32[1,2,4,4]
                %4 = Constant[weights=f32[1,2,1,1](0x0000803f00000040)]() : f32[1,2,1,1]
                y = Add[](c, %4) : f32[1,2,4,4]
                return [y]
                """,
                g.add("y", mean(TWO, NONE, false), List.of(sum)));
    }

    @StaysAway
    void paddingThatIsCountedWouldNotHaveTheBias() {
        Value c = convolution(parameter("x", 1, 2, 8, 8), 2, 2, 1, 1);
        Value bias = g.constant(Weights.ofFloats(new long[] {1, 2, 1, 1}, 1, 2));
        Value sum = g.add("s", new Add(), List.of(c, bias));

        assertStays(g.add("y", mean(TWO, ONE, false), List.of(sum)));
    }

    @StaysAway
    void aMeanOfAllPixelsSavesNothing() {
        Value c = convolution(parameter("x", 1, 2, 8, 8), 1, 2, 1, 1);

        assertStays(g.add("y", mean(ONE, NONE, false), List.of(c)));
    }

    @StaysAway
    void theConvolutionIsNotDoneTwice() {
        Value c = convolution(parameter("x", 1, 2, 8, 8), 2, 2, 1, 1);

        assertStays(g.add("y", mean(TWO, NONE, false), List.of(c)), c);
    }
}

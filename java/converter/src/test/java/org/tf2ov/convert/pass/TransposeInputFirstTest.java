package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class TransposeInputFirstTest extends RewriteContract {
    private static final List<Integer> TO_FIRST = List.of(0, 3, 1, 2);
    private static final List<Integer> NONE = List.of(0, 0);
    private static final List<Integer> ONE = List.of(1, 1);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new TransposeInputFirst());
    }

    @Override
    protected void draw(RandomGraph r) {
        int channels = r.between(1, 4);
        Value x = r.input(1, r.between(3, 5), r.between(3, 5), channels);
        int steps = r.between(1, 3);
        for (int i = 0; i < steps; i++) {
            long[] sizes = r.broadcastable(new long[] {1, 1, 1, channels});
            x =
                    switch (r.between(0, 4)) {
                        case 0 -> r.add(new Tanh(), x);
                        case 1 -> r.add(new Subtract(), r.constant(sizes), x);
                        case 2 -> r.either(new Multiply(), x, r.constant(sizes));
                        case 3 -> r.add(new Pad(PadMode.CONSTANT), x, pads(r), pads(r));
                        default -> r.either(new Add(), x, r.constant(sizes));
                    };
            x = r.chance(0.5) ? r.maybeUsed(x) : x;
        }
        Value turned = r.add(new Transpose(TO_FIRST), x);
        r.result(r.add(convolution(), turned, r.constant(2, channels, 2, 2)));
    }

    private Value pads(RandomGraph r) {
        return g.constant(0, r.between(0, 2), r.between(0, 2), 0);
    }

    private static Convolution convolution() {
        return new Convolution(ONE, NONE, NONE, ONE, AutoPad.EXPLICIT);
    }

    private Value convolved(Value x) {
        Value turned = g.add("t", new Transpose(TO_FIRST), List.of(x));
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 2, 1, 1}, 1, 2));
        return g.add("y", convolution(), List.of(turned, weights));
    }

    @Applies
    void theTransposeComesBeforeArithmeticAndPadding() {
        Value x = parameter("x", 1, 8, -1, 2);
        Value factors = g.constant(Weights.ofFloats(new long[] {2}, 3, 4));
        Value scaled = g.add("s", new Multiply(), List.of(factors, x));
        Value begin = g.constant(0, 1, 2, 0);
        Value padded =
                g.add(
                        "p",
                        new Pad(PadMode.CONSTANT),
                        List.of(scaled, begin, g.constant(0, 0, 3, 0)));

        assertBecomes(
                """
                x = Parameter[type=f32[1,8,?,2]]() : f32[1,8,?,2]
                %1 = Constant[weights=f32[1,2,1,1](0x0000404000008040)]() : f32[1,2,1,1]
                y/Transpose = Transpose[order=[0, 3, 1, 2]](x) : f32[1,2,8,?]
                s = Multiply[](%1, y/Transpose) : f32[1,2,8,?]
                %4 = Constant[weights=i64[4][0, 0, 1, 2]]() : i64[4]
                %5 = Constant[weights=i64[4][0, 0, 0, 3]]() : i64[4]
                p = Pad[padMode=CONSTANT](s, %4, %5) : f32[1,2,9,5..]
                %7 = Constant[weights=f32[1,2,1,1](0x0000803f00000040)]() : f32[1,2,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=EXPLICIT](p, %7) : f32[1,1,9,5..]
                return [y]
                """,
                convolved(padded));
    }

    @StaysAway
    void whatSomethingElseUsesStaysInFront() {
        Value two = g.constant(Weights.ofFloats(new long[] {}, 2));
        Value scaled = g.add("s", new Multiply(), List.of(parameter("x", 1, 8, 8, 2), two));

        assertStays(convolved(scaled), scaled);
    }

    @StaysAway
    void whatIsNoInputStaysInFront() {
        Value x = parameter("x", 1, 8, 8, 2);
        Value sum = g.add("s", new Add(), List.of(x, parameter("z", 1, 8, 8, 2)));

        assertStays(convolved(g.add("a", new Tanh(), List.of(sum))));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class WholeImageConvolutionIsMatMulTest extends RewriteContract {
    private static final List<Integer> NONE = List.of(0, 0);
    private static final List<Integer> ONE = List.of(1, 1);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new WholeImageConvolutionIsMatMul());
    }

    @Override
    protected void draw(RandomGraph r) {
        int height = r.between(1, 3);
        int width = r.between(1, 3);
        int channels = 512;
        Value x = r.input(r.between(1, 3), channels, height + (r.chance(0.1) ? 1 : 0), width);
        Value weights = r.constant(-0.02, 0.02, r.between(120, 140), channels, height, width);
        int stride = r.between(1, 3);
        List<Integer> strides = List.of(stride, stride);
        AutoPad auto = r.oneOf(AutoPad.VALID, AutoPad.EXPLICIT, AutoPad.SAME_UPPER);
        List<Integer> dilations = r.chance(0.9) ? ONE : List.of(2, 1);
        boolean fits = height == 1 || dilations.equals(ONE) || auto == AutoPad.SAME_UPPER;
        Value y =
                r.add(
                        new Convolution(strides, NONE, NONE, fits ? dilations : ONE, auto),
                        x,
                        weights);
        r.result(r.chance(0.5) ? y : r.add(new Relu(), r.add(new Add(), y, r.constant(1))));
    }

    private Value weights(long... shape) {
        TensorType type = TensorType.f32(shape);
        return g.constant(new Weights.Splat(new Bytes.InMemory(new byte[4]), type));
    }

    private static Convolution convolution(List<Integer> pads) {
        return new Convolution(ONE, pads, pads, ONE, AutoPad.EXPLICIT);
    }

    @Applies
    void theWindowIsTheWholeImage() {
        Value x = parameter("x", -1, 512, 7, 7);

        assertBecomes(
                """
                x = Parameter[type=f32[?,512,7,7]]() : f32[?,512,7,7]
                %1 = Constant[weights=i64[2][-1, 25088]]() : i64[2]
                y/Reshape = Reshape[specialZero=false](x, %1) : f32[?,25088]
                %3 = Constant[weights=splat(f32[8,25088], 0x00000000)]() : f32[8,25088]
                y = MatMul[transposeA=false, transposeB=true](y/Reshape, %3) : f32[?,8]
                %5 = Constant[weights=i64[4][-1, 8, 1, 1]]() : i64[4]
                y/Reshape#2 = Reshape[specialZero=false](y, %5) : f32[?,8,1,1]
                return [y/Reshape#2]
                """,
                g.add("y", convolution(NONE), List.of(x, weights(8, 512, 7, 7))));
    }

    @StaysAway
    void itStaysAwayFromPadding() {
        Value x = parameter("x", 1, 512, 7, 7);

        assertStays(g.add("y", convolution(ONE), List.of(x, weights(8, 512, 7, 7))));
    }

    @StaysAway
    void itStaysAwayFromSmallMatrices() {
        Value x = parameter("x", 1, 16, 1, 1);

        assertStays(g.add("y", convolution(NONE), List.of(x, weights(8, 16, 1, 1))));
    }

    @Test
    void anImageOfUnknownSizeIsLeftAlone() {
        Value x = parameter("x", 1, 512, -1, 7);

        assertStays(g.add("y", convolution(NONE), List.of(x, weights(8, 512, 7, 7))));
    }
}

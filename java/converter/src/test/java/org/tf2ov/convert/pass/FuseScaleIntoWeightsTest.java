package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ConvolutionBackpropData;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.GroupConvolutionBackpropData;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class FuseScaleIntoWeightsTest extends RewriteContract {
    private static final List<Integer> ONES = List.of(1, 1);
    private static final List<Integer> ZEROS = List.of(0, 0);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseScaleIntoWeights());
    }

    @Override
    protected void draw(RandomGraph r) {
        int out = r.between(1, 4);
        int in = r.between(1, 3);
        int groups = r.between(1, 3);
        int channels = out;
        Value product;
        boolean last = false;
        switch (r.between(0, 4)) {
            case 0 ->
                    product =
                            r.add(
                                    new Convolution(
                                            ONES,
                                            ZEROS,
                                            ZEROS,
                                            ONES,
                                            r.oneOf(AutoPad.VALID, AutoPad.SAME_UPPER)),
                                    r.input(r.between(1, 2), in, 5, 6),
                                    r.constant(out, in, 2, 3));
            case 1 -> {
                product =
                        r.add(
                                new GroupConvolution(ONES, ZEROS, ZEROS, ONES, AutoPad.VALID),
                                r.input(r.between(1, 2), (long) groups * in, 4, 4),
                                r.constant(groups, out, in, 2, 2));
                channels = groups * out;
            }
            case 2 ->
                    product =
                            r.add(
                                    new ConvolutionBackpropData(
                                            List.of(2, 1),
                                            ZEROS,
                                            ZEROS,
                                            ONES,
                                            AutoPad.VALID,
                                            ZEROS),
                                    r.fixed(r.between(1, 2), in, 3, 4),
                                    r.constant(in, out, 2, 3));
            case 3 -> {
                int depth = r.between(1, 2);
                groups++; // the CPU plug-in has none in one group
                product =
                        r.add(
                                new GroupConvolutionBackpropData(
                                        ONES, ZEROS, ZEROS, ONES, AutoPad.VALID, ZEROS),
                                r.fixed(r.between(1, 2), (long) groups * depth, 3, 3),
                                r.constant(groups, depth, out, 2, 2));
                channels = groups * out;
            }
            default -> {
                boolean transposed = r.chance(0.5);
                product =
                        r.add(
                                new MatMul(false, transposed),
                                r.input(r.between(1, 3), in),
                                transposed ? r.constant(out, in) : r.constant(in, out));
                last = true;
            }
        }
        Value factors =
                switch (r.between(0, 4)) {
                    case 0 -> r.number(1.5);
                    case 1 -> last ? r.constant(1) : r.constant(1, 1, 1);
                    default -> last ? r.constant(channels) : r.constant(channels, 1, 1);
                };
        r.result(r.either(new Multiply(), r.maybeUsed(product), factors));
    }

    @Applies
    void theFactorsOfAMatrixProductGoIntoItsColumns() {
        Value product =
                named("product", new MatMul(false, false), parameter("x", -1, 2), counted(2, 2));

        assertBecomes(
"""
x = Parameter[type=f32[?,2]]() : f32[?,2]
%1 = Constant[weights=scale(f32[2,2](0x0000803f000000400000404000008040), 1, [3.0, 5.0])]() : f32[2,2]
product = MatMul[transposeA=false, transposeB=false](x, %1) : f32[?,2]
return [product]
""",
                named("y", new Multiply(), product, floats(new long[] {2}, 3, 5)));
    }

    @Applies
    void theFactorsOfADepthwiseConvolutionGoIntoItsGroups() {
        Value product =
                named(
                        "product",
                        new GroupConvolution(ONES, ZEROS, ZEROS, ONES, AutoPad.VALID),
                        parameter("x", 1, 2, 4, 4),
                        counted(2, 1, 1, 1, 1));

        assertBecomes(
"""
x = Parameter[type=f32[1,2,4,4]]() : f32[1,2,4,4]
%1 = Constant[weights=reshape(scale(f32[2,1](0x0000803f00000040), 0, [3.0, 5.0]), [2,1,1,1,1])]() : f32[2,1,1,1,1]
product = GroupConvolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=VALID](x, %1) : f32[1,2,4,4]
return [product]
""",
                named("y", new Multiply(), product, floats(new long[] {1, 2, 1, 1}, 3, 5)));
    }

    @StaysAway
    void factorsAlongAnotherAxisStay() {
        Value product =
                named(
                        "product",
                        new Convolution(ONES, ZEROS, ZEROS, ONES, AutoPad.VALID),
                        parameter("x", 1, 1, 2, 2),
                        counted(2, 1, 1, 1));

        assertStays(named("y", new Multiply(), product, counted(2)));
    }
}

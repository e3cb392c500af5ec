package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

class FuseScaleIntoStepsTest extends RewriteContract {
    private static final List<Integer> ONES = List.of(1, 1);
    private static final List<Integer> ZEROS = List.of(0, 0);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseScaleIntoSteps());
    }

    private static Value weights(RandomGraph r, long[] channels, long... shape) {
        double[] whole = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = r.between(-128, 127);
        }
        Value bytes = r.builder().constant(Weights.ofReals(ElementType.I8, shape, whole));
        Value real = r.add(new Convert(ElementType.F32), bytes);
        if (r.chance(0.3)) {
            real = r.add(new Subtract(), real, r.number(r.between(-9, 9)));
        }
        Value step = r.chance(0.5) ? r.number(0.0625) : r.constant(0.01, 0.1, channels);
        return r.add(new Multiply(), real, step);
    }

    @Override
    protected void draw(RandomGraph r) {
        int out = r.between(1, 4);
        int in = r.between(1, 3);
        int groups = r.between(1, 3);
        int channels = out;
        Value product;
        boolean last = false;
        switch (r.between(0, 2)) {
            case 0 ->
                    product =
                            r.add(
                                    new Convolution(ONES, ZEROS, ZEROS, ONES, AutoPad.SAME_UPPER),
                                    r.input(2, in, 5, 6),
                                    weights(r, new long[] {out, 1, 1, 1}, out, in, 2, 3));
            case 1 -> {
                product =
                        r.add(
                                new GroupConvolution(ONES, ZEROS, ZEROS, ONES, AutoPad.VALID),
                                r.input(1, (long) groups * in, 4, 4),
                                weights(
                                        r,
                                        new long[] {groups, out, 1, 1, 1},
                                        groups,
                                        out,
                                        in,
                                        2,
                                        2));
                channels = groups * out;
            }
            default -> {
                boolean transposed = r.chance(0.5);
                product =
                        r.add(
                                new MatMul(false, transposed),
                                r.input(3, in),
                                transposed
                                        ? weights(r, new long[] {out, 1}, out, in)
                                        : weights(r, new long[] {1, out}, in, out));
                last = true;
            }
        }
        Value factors =
                r.chance(0.3)
                        ? r.number(-1.5)
                        : last ? r.constant(channels) : r.constant(channels, 1, 1);
        r.result(r.either(new Multiply(), r.maybeUsed(product), factors));
    }

    private Value product(Value step) {
        Value bytes =
                named("w", new Constant(Weights.ofLongs(ElementType.I8, new long[] {1, 2}, 3, 4)));
        Value real =
                named("r", new Multiply(), named("c", new Convert(ElementType.F32), bytes), step);
        return named("p", new MatMul(false, false), parameter("x", 2, 1), real);
    }

    @Applies
    void theFactorsOfAMatrixProductGoIntoTheStepsOfItsColumns() {
        assertBecomes(
                """
                x = Parameter[type=f32[2,1]]() : f32[2,1]
                w = Constant[weights=i8[1,2](0x0304)]() : i8[1,2]
                c = Convert[destinationType=f32](w) : f32[1,2]
                %3 = Constant[weights=f32[1,2](0x0000803e0000003f)]() : f32[1,2]
                y/Multiply = Multiply[](c, %3) : f32[1,2]
                p = MatMul[transposeA=false, transposeB=false](x, y/Multiply) : f32[2,2]
                return [p]
                """,
                named("y", new Multiply(), product(number(0.25)), floats(new long[] {2}, 1, 2)));
    }

    @StaysAway
    void factorsOfRowsAndAProductThatIsUsedElsewhereStay() {
        Value product = product(number(0.25));

        assertStays(named("y", new Multiply(), product, floats(new long[] {2, 1}, 1, 2)));
        assertStays(product, named("z", new Multiply(), product, number(2)));
    }
}

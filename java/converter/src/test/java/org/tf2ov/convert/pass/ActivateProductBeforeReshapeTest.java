package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class ActivateProductBeforeReshapeTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(
                ActivateProductBeforeReshape.ofBias(), ActivateProductBeforeReshape.ofFunction());
    }

    @Override
    protected void draw(RandomGraph r) {
        int rows = r.between(1, 3);
        int channels = r.between(1, 5);
        Value product = r.add(new MatMul(false, false), r.input(rows, 4), r.constant(4, channels));
        long[] shape =
                r.chance(0.8)
                        ? new long[] {r.chance(0.5) ? rows : -1, channels, 1, 1}
                        : new long[] {1, rows, channels, 1};
        Value y = r.maybeUsed(r.add(new Reshape(false), product, r.builder().constant(shape)));
        if (r.chance(0.7)) {
            long[] sizes = r.chance(0.8) ? new long[] {1, channels, 1, 1} : new long[] {1, 1, 1, 2};
            y = r.either(new Add(), y, r.constant(sizes));
        }
        r.result(r.add(r.chance(0.5) ? new Relu() : new Tanh(), y));
    }

    private Value reshaped(long... shape) {
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 2}, 1, 2));
        Value product =
                g.add("m", new MatMul(false, false), List.of(parameter("x", 1, 1), weights));
        return g.add("r", new Reshape(false), List.of(product, g.constant(shape)));
    }

    @Applies
    void biasAndFunctionStandBehindTheProduct() {
        Value bias = g.constant(Weights.ofFloats(new long[] {1, 2, 1, 1}, 3, 4));
        Value sum = g.add("s", new Add(), List.of(reshaped(1, 2, 1, 1), bias));

        assertBecomes(
                """
                x = Parameter[type=f32[1,1]]() : f32[1,1]
                %1 = Constant[weights=f32[1,2](0x0000803f00000040)]() : f32[1,2]
                m = MatMul[transposeA=false, transposeB=false](x, %1) : f32[1,2]
                %3 = Constant[weights=f32[2](0x0000404000008040)]() : f32[2]
                s = Add[](m, %3) : f32[1,2]
                y = Relu[](s) : f32[1,2]
                %6 = Constant[weights=i64[4][1, 2, 1, 1]]() : i64[4]
                y/Reshape = Reshape[specialZero=false](y, %6) : f32[1,2,1,1]
                return [y/Reshape]
                """,
                g.add("y", new Relu(), List.of(sum)));
    }

    @StaysAway
    void itStaysAwayWhereTheReshapeDoesMore() {
        assertStays(g.add("y", new Relu(), List.of(reshaped(1, 1, 2, 1))));
    }

    @StaysAway
    void itStaysAwayFromWhatBroadcasts() {
        Value bias = g.constant(Weights.ofFloats(new long[] {1, 1, 1, 2}, 3, 4));

        assertStays(g.add("y", new Add(), List.of(reshaped(1, 2, 1, 1), bias)));
    }
}

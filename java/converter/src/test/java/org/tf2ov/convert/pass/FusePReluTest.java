package org.tf2ov.convert.pass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class FusePReluTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(FusePRelu.ofSlope(), FusePRelu.ofNegatedSlope());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 5);
        Value x = r.input(shape);
        Value other = r.chance(0.85) ? x : r.input(shape);
        Value mirrored = r.maybeUsed(r.add(new Relu(), r.add(new Negative(), other)));
        Value below = r.chance(0.5) ? mirrored : r.add(new Negative(), mirrored);
        long[] sizes = r.broadcastable(shape);
        Value slope = r.chance(0.8) ? r.constant(sizes) : r.input(sizes);
        Value scaled = r.maybeUsed(r.either(new Multiply(), below, slope));
        r.result(r.either(new Add(), r.add(new Relu(), x), scaled));
    }

    private Value writtenOut(Value x, Value other, Weights slope) {
        Value negative =
                g.add(
                        new Negative(),
                        g.add("n", new Relu(), List.of(g.add(new Negative(), other))));
        return g.add(
                "y",
                new Add(),
                List.of(
                        g.add("p", new Relu(), List.of(x)),
                        g.add("m", new Multiply(), List.of(g.constant(slope), negative))));
    }

    @Applies
    void aSlopeForEachChannelMakesAPRelu() {
        Value x = parameter("x", 1, 2, 8, 8);
        Value y = writtenOut(x, x, Weights.ofFloats(new long[] {1, 2, 1, 1}, 0.5f, 0.25f));

        assertBecomes(
                """
                x = Parameter[type=f32[1,2,8,8]]() : f32[1,2,8,8]
                %1 = Constant[weights=f32[2](0x0000003f0000803e)]() : f32[2]
                y = PRelu[](x, %1) : f32[1,2,8,8]
                return [y]
                """,
                y);
    }

    @Test
    void theNegativeOfASlopeIsTurned() {
        Value x = parameter("x", 4, 1);
        Value mirrored = g.add("n", new Relu(), List.of(g.add(new Negative(), x)));
        Value slope = g.constant(Weights.ofFloats(new long[] {1}, -0.5f));
        Value y =
                g.add(
                        "y",
                        new Add(),
                        List.of(
                                g.add("p", new Relu(), List.of(x)),
                                g.add("m", new Multiply(), List.of(mirrored, slope))));

        assertBecomes(
                """
                x = Parameter[type=f32[4,1]]() : f32[4,1]
                %1 = Constant[weights=f32[1](0x0000003f)]() : f32[1]
                y = PRelu[](x, %1) : f32[4,1]
                return [y]
                """,
                y);
    }

    @Test
    void aSlopeAlongAnotherAxisStaysAProduct() {
        Value x = parameter("x", 1, -1, 8, 2);
        Value y = writtenOut(x, x, Weights.ofFloats(new long[] {2}, 0.5f, 0.25f));

        assertBecomes(
                """
                x = Parameter[type=f32[1,?,8,2]]() : f32[1,?,8,2]
                p = Relu[](x) : f32[1,?,8,2]
                %2 = Constant[weights=f32[2](0x0000003f0000803e)]() : f32[2]
                %3 = Constant[weights=f32[](0x00000000)]() : f32[]
                y/Minimum = Minimum[](x, %3) : f32[1,?,8,2]
                y/Multiply = Multiply[](%2, y/Minimum) : f32[1,?,8,2]
                y = Add[](p, y/Multiply) : f32[1,?,8,2]
                return [y]
                """,
                y);
    }

    @StaysAway
    void itStaysAwayFromTwoDifferentInputs() {
        Value y =
                writtenOut(
                        parameter("x", 1, 2, 8, 8),
                        parameter("z", 1, 2, 8, 8),
                        Weights.ofFloats(new long[] {}, 0.5f));

        assertStays(y);
    }
}

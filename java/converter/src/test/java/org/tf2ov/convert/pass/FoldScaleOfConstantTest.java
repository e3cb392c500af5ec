package org.tf2ov.convert.pass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class FoldScaleOfConstantTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldScaleOfConstant());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        long[] sizes = r.broadcastable(shape);
        Value weights = r.maybeUsed(r.constant(shape));
        Value factors = r.chance(0.8) ? r.constant(sizes) : r.input(sizes);
        r.result(r.add(new Add(), r.input(shape), r.either(new Multiply(), weights, factors)));
    }

    @Applies
    void factorsOfTheLastAxisScaleIt() {
        Value y = named("y", new Multiply(), counted(2, 2), floats(new long[] {2}, 2, 0.5f));

        assertBecomes(
                """
                %0 = Constant[weights=scale(f32[2,2](0x0000803f000000400000404000008040), 1, [2.0, 0.5])]() : f32[2,2]
                return [%0]
                """,
                y);
    }

    @Test
    void factorsOfTwoAxesScaleThemAsOne() {
        Value y = named("y", new Multiply(), counted(1, 2, 1), floats(new long[] {1, 2, 1}, 2, 3));
        Value z =
                named(
                        "z",
                        new Multiply(),
                        counted(2, 1, 2),
                        floats(new long[] {2, 1, 2}, 1, 2, 3, 4));

        assertBecomes(
                """
                %0 = Constant[weights=scale(f32[1,2,1](0x0000803f00000040), 1, [2.0, 3.0])]() : f32[1,2,1]
                %1 = Constant[weights=reshape(scale(f32[1,4,1](0x0000803f000000400000404000008040), 1, [1.0, 2.0, 3.0, 4.0]), [2,1,2])]() : f32[2,1,2]
                return [%0, %1]
                """,
                y, z);
    }

    @StaysAway
    void factorsOfAxesThatAreNotNeighboursStay() {
        assertStays(
                named("y", new Multiply(), counted(2, 3, 2), counted(2, 1, 2)),
                named("z", new Multiply(), counted(2, 1), counted(1, 2)));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class FuseSlopedMaximumTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseSlopedMaximum());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        Value x = r.input(shape);
        Value slope =
                r.chance(0.8)
                        ? r.number(r.oneOf(0.0, 0.1, 0.5, 1.0, 1.5, -0.5))
                        : r.constant(r.broadcastable(shape));
        Value part =
                r.maybeUsed(r.either(new Multiply(), r.chance(0.9) ? x : r.input(shape), slope));
        r.result(r.either(new Maximum(), x, part));
    }

    @Applies
    void aSmallSlope() {
        Value x = parameter("x", -1, 4);

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
%1 = Constant[weights=f32[](0xcdcccc3d)]() : f32[]
y = PRelu[](x, %1) : f32[?,4]
return [y]
""",
                named("y", new Maximum(), node(new Multiply(), x, number(0.1)), x));
    }

    @StaysAway
    void aSlopeAboveOneBendsTheOtherWay() {
        Value x = parameter("x", -1, 4);

        assertStays(named("y", new Maximum(), named("part", new Multiply(), x, number(1.5)), x));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.SoftPlus;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Rewrite;

class FuseMishTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseMish());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        Value x = r.input(shape);
        Value plus = r.maybeUsed(r.add(new SoftPlus(), r.chance(0.8) ? x : r.input(shape)));
        r.result(r.either(new Multiply(), x, r.add(new Tanh(), plus)));
    }

    @Applies
    void aValueTimesItsSoftTangent() {
        Value x = parameter("x", -1, 4);

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = Mish[](x) : f32[?,4]
return [y]
""",
                named("y", new Multiply(), node(new Tanh(), node(new SoftPlus(), x)), x));
    }

    @StaysAway
    void twoValues() {
        Value plus = named("plus", new SoftPlus(), parameter("z", -1, 4));

        assertStays(
                named("y", new Multiply(), named("tanh", new Tanh(), plus), parameter("x", -1, 4)));
    }
}

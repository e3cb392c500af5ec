package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Log;
import org.tf2ov.pass.Rewrite;

class FuseSoftPlusTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseSoftPlus());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(r.between(1, 4), 4));
        Value exp = r.maybeUsed(r.add(new Exp(), x));
        r.result(r.add(new Log(), r.either(new Add(), r.number(r.chance(0.8) ? 1 : 2), exp)));
    }

    @Applies
    void theLogarithmOfOneMore() {
        Value x = parameter("x", -1, 4);

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = SoftPlus[](x) : f32[?,4]
return [y]
""",
                named("y", new Log(), node(new Add(), node(new Exp(), x), number(1))));
    }

    @StaysAway
    void twoMore() {
        Value sum = named("sum", new Add(), named("exp", new Exp(), parameter("x", 4)), number(2));

        assertStays(named("y", new Log(), sum));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class FuseHSigmoidTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseHSigmoid());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(r.between(1, 4), 4));
        Value clamp =
                r.add(
                        new Clamp(0, r.chance(0.9) ? 6 : 5),
                        r.either(new Add(), x, r.number(r.chance(0.9) ? 3 : 2)));
        Value sixth =
                r.chance(0.5)
                        ? r.add(new Divide(true), clamp, r.number(6))
                        : r.either(new Multiply(), clamp, r.number(1 / 6.0));
        switch (r.between(0, 2)) {
            case 0 -> r.result(sixth);
            case 1 -> r.result(r.either(new Multiply(), x, r.maybeUsed(sixth)));
            default ->
                    r.result(
                            r.either(
                                    new Multiply(),
                                    r.either(new Multiply(), x, clamp),
                                    r.number(1 / 6.0)));
        }
    }

    @Applies
    void theSigmoidOfKeras() {
        Value x = parameter("x", -1, 4);
        Value clamp = node(new Clamp(0, 6), node(new Add(), x, number(3)));

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = HSigmoid[](x) : f32[?,4]
return [y]
""",
                named("y", new Multiply(), clamp, number(0.16666667)));
    }

    @Applies
    void theSwishOfMobileNet() {
        Value x = parameter("x", -1, 4);
        Value clamp = node(new Clamp(0, 6), node(new Add(), x, number(3)));

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = HSwish[](x) : f32[?,4]
return [y]
""",
                named("y", new Divide(true), node(new Multiply(), clamp, x), number(6)));
    }

    @StaysAway
    void otherLimitsAreAnotherFunction() {
        Value x = parameter("x", -1, 4);
        Value clamp = named("clamp", new Clamp(0, 5), named("sum", new Add(), x, number(3)));

        assertStays(named("y", new Multiply(), clamp, number(0.16666667)));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.pass.Rewrite;

class FuseSwishTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseSwish());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        Value x = r.input(shape);
        Value inside =
                switch (r.between(0, 3)) {
                    case 0 -> x;
                    case 1 -> r.either(new Multiply(), x, r.number(r.between(-3, 3)));
                    case 2 -> r.add(new Divide(true), x, r.number(1.702));
                    default ->
                            r.chance(0.5)
                                    ? r.add(new Add(), x, r.number(1))
                                    : r.either(
                                            new Multiply(), x, r.constant(r.broadcastable(shape)));
                };
        Value sigmoid = r.maybeUsed(r.add(new Sigmoid(), inside));
        r.result(r.either(new Multiply(), x, sigmoid));
    }

    @Applies
    void aValueTimesItsSigmoid() {
        Value x = parameter("x", -1, 4);

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = Swish[](x) : f32[?,4]
return [y]
""",
                named("y", new Multiply(), node(new Sigmoid(), x), x));
    }

    @Applies
    void aFactorInsideBecomesAnInput() {
        Value x = parameter("x", -1, 4);

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
%1 = Constant[weights=f32[](0x0000c03f)]() : f32[]
y = Swish[](x, %1) : f32[?,4]
return [y]
""",
                named(
                        "y",
                        new Multiply(),
                        x,
                        node(new Sigmoid(), node(new Multiply(), number(1.5), x))));
    }

    @StaysAway
    void theSigmoidOfSomethingElseIsAGate() {
        Value gate = named("gate", new Sigmoid(), parameter("z", -1, 4));

        assertStays(named("y", new Multiply(), parameter("x", -1, 4), gate));
    }
}

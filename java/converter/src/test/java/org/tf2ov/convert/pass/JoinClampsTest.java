package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Rewrite;

class JoinClampsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new JoinClamps());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(3, 4));
        Value inner = r.maybeUsed(r.add(limits(r), x));
        r.result(r.add(limits(r), r.chance(0.8) ? inner : r.add(new Negative(), inner)));
    }

    private static ElementwiseUnary limits(RandomGraph r) {
        return r.chance(0.3) ? new Relu() : new Clamp(r.between(-2, 0), r.between(0, 2));
    }

    @Applies
    void aRectifierWithinAClamp() {
        Value x = parameter("x", -1, 3);

        assertBecomes(
"""
x = Parameter[type=f32[?,3]]() : f32[?,3]
y = Clamp[min=0.0, max=6.0](x) : f32[?,3]
return [y]
""",
                named("y", new Clamp(-1, 6), node(new Relu(), x)));
    }

    @StaysAway
    void limitsThatExcludeEachOther() {
        Value low = named("low", new Clamp(-2, -1), parameter("x", 3));

        assertStays(named("y", new Clamp(1, 2), low));
    }
}

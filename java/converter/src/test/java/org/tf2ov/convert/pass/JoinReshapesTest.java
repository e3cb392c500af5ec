package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Rewrite;

class JoinReshapesTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new JoinReshapes());
    }

    @Override
    protected void draw(RandomGraph r) {
        long a = r.between(1, 4);
        long b = r.between(1, 4);
        GraphBuilder g = r.builder();
        Value x = r.chance(0.5) ? r.fixed(a, b, 6) : r.input(a, b, 6);
        Value inner =
                r.chance(0.5)
                        ? r.add(new Reshape(false), x, g.constant(-1, 3))
                        : r.add(new Unsqueeze(), x, g.constant(r.between(0, 3)));
        Value outer =
                switch (r.between(0, 2)) {
                    case 0 -> r.add(new Reshape(false), r.maybeUsed(inner), g.constant(-1, 2));
                    case 1 -> r.add(new Reshape(true), inner, g.constant(0, -1));
                    default -> r.add(new Unsqueeze(), inner, g.constant(0));
                };
        r.result(r.add(new Relu(), outer));
    }

    @Applies
    void theLastShapeCounts() {
        Value x = parameter("x", -1, 2, 3);
        Value flat = node(new Reshape(false), x, g.constant(-1, 6));

        assertBecomes(
"""
x = Parameter[type=f32[?,2,3]]() : f32[?,2,3]
%1 = Constant[weights=i64[3][-1, 3, 2]]() : i64[3]
y/Reshape = Reshape[specialZero=false](x, %1) : f32[?,3,2]
return [y/Reshape, x]
""",
                named("y", new Reshape(false), flat, g.constant(-1, 3, 2)),
                named("z", new Reshape(false), flat, g.constant(-1, 2, 3)));
    }

    @StaysAway
    void twoOpenDimensionsCannotBeNamedByNumbers() {
        Value x = parameter("x", -1, -1, 3);
        Value inner = named("inner", new Unsqueeze(), x, g.constant(0));

        assertStays(named("y", new Unsqueeze(), inner, g.constant(2)));
    }
}

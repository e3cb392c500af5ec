package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Rewrite;

class FoldEmptyValuesTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldEmptyValues());
    }

    /// A part of a split, since the CPU plug-in may end the process when a slice has no elements.
    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        Value x = r.fixed(r.shape(2, 5));
        long size = r.chance(0.8) ? 0 : 1;
        List<Value> parts =
                g.addAll(
                        "parts",
                        new VariadicSplit(),
                        List.of(x, g.scalar(r.between(0, 1)), g.constant(size, -1)));
        r.result(r.add(new Relu(), parts.getFirst()));
        r.result(r.add(new Abs(), parts.getLast()));
    }

    @Applies
    void whatHasNoElementsIsAConstant() {
        Value x = parameter("x", 2, 3);
        Value none =
                node(new Slice(), x, g.constant(0), g.constant(0), g.constant(1), g.constant(1));

        assertBecomes(
"""
x = Parameter[type=f32[2,3]]() : f32[2,3]
%1 = Constant[weights=f32[2,0](0x)]() : f32[2,0]
y = Concat[axis=1](x, %1) : f32[2,3]
return [y]
""",
                named("y", new Concat(1), x, named("none", new Relu(), none)));
    }

    @StaysAway
    void anOpenDimensionMayHoldSomething() {
        Value x = parameter("x", -1, 3);

        assertStays(named("y", new Relu(), x));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.TensorType;

class FoldReshapeOfConstantTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldReshapeOfConstant());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(2, 4);
        Value weights = r.chance(0.8) ? r.constant(shape) : r.input(shape);
        Value turned = r.chance(0.3) ? r.add(new Transpose(List.of(1, 0)), weights) : weights;
        GraphBuilder g = r.builder();
        Value reshaped =
                switch (r.between(0, 2)) {
                    case 0 -> r.add(new Reshape(false), turned, g.constant(-1, 1));
                    case 1 -> r.add(new Unsqueeze(), turned, g.constant(r.between(0, 2)));
                    default ->
                            r.add(
                                    new Squeeze(),
                                    r.add(new Unsqueeze(), turned, g.constant(0)),
                                    g.constant(0));
                };
        r.result(r.add(new Multiply(), r.maybeUsed(reshaped), r.input(1)));
    }

    @Applies
    void aConstantTakesTheShape() {
        Value x = parameter("x", 4, 1);
        Value turned = node(new Reshape(false), counted(2, 2), g.constant(-1, 1));

        assertBecomes(
"""
x = Parameter[type=f32[4,1]]() : f32[4,1]
%1 = Constant[weights=f32[4,1](0x0000803f000000400000404000008040)]() : f32[4,1]
y = Add[](x, %1) : f32[4,1]
return [y]
""",
                named(
                        "y",
                        new Add(),
                        x,
                        node(
                                new Unsqueeze(),
                                node(new Squeeze(), turned, g.constant(1)),
                                g.constant(1))));
    }

    @StaysAway
    void aShapeThatIsNotKnownStays() {
        Value shape = g.add("shape", new Parameter(TensorType.i64(2)), List.of());

        assertStays(named("y", new Reshape(false), counted(2, 2), shape));
    }
}

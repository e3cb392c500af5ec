package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.TensorType;

class SubtractConstantIsAddTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new SubtractConstantIsAdd());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(3, 4);
        Value x = r.input(shape);
        Value constant = r.constant(r.broadcastable(shape));
        r.result(
                r.chance(0.8)
                        ? r.add(new Subtract(), x, constant)
                        : r.add(new Subtract(), constant, x));
    }

    @Applies
    void theNegativeIsAdded() {
        Value x = parameter("x", -1, 2);

        assertBecomes(
"""
x = Parameter[type=f32[?,2]]() : f32[?,2]
%1 = Constant[weights=f32[2](0x0000803f00000040)]() : f32[2]
y/Negative = Negative[](%1) : f32[2]
y = Add[](x, y/Negative) : f32[?,2]
return [y]
""",
                named("y", new Subtract(), x, counted(2)));
    }

    @StaysAway
    void aConstantLessSomethingStays() {
        assertStays(named("y", new Subtract(), counted(2), parameter("x", -1, 2)));
    }

    @StaysAway
    void wholeNumbersStay() {
        Value x = g.add("x", new Parameter(TensorType.i64(2)), List.of());

        assertStays(named("y", new Subtract(), x, g.constant(1, 2)));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class MoveScaleAboveShiftTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new MoveScaleAboveShift());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(3, 4);
        Value x = r.input(shape);
        Value shift = r.chance(0.9) ? r.constant(r.broadcastable(shape)) : r.input(shape);
        Value shifted = r.maybeUsed(r.either(new Add(), x, shift));
        r.result(r.either(new Multiply(), shifted, r.constant(r.broadcastable(shape))));
    }

    @Applies
    void theFactorComesFirst() {
        Value x = parameter("x", 4, 2);

        assertBecomes(
"""
x = Parameter[type=f32[4,2]]() : f32[4,2]
%1 = Constant[weights=f32[](0x00004040)]() : f32[]
y/Multiply = Multiply[](x, %1) : f32[4,2]
%3 = Constant[weights=f32[2](0x0000803f00000040)]() : f32[2]
y/Multiply#2 = Multiply[](%3, %1) : f32[2]
y = Add[](y/Multiply, y/Multiply#2) : f32[4,2]
return [y]
""",
                named("y", new Multiply(), node(new Add(), x, counted(2)), number(3)));
    }

    @StaysAway
    void aShiftThatMakesTheTensorLargerComesFirst() {
        Value x = parameter("x", 1, 2);

        assertStays(
                named("y", new Multiply(), named("sum", new Add(), x, counted(4, 1)), number(3)));
    }
}

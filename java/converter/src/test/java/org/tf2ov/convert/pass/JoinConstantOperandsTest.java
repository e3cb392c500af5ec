package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Rewrite;

class JoinConstantOperandsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(JoinConstantOperands.ofAdd(), JoinConstantOperands.ofMultiply());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(3, 4);
        ElementwiseBinary inner = r.oneOf(new Add(), new Multiply());
        ElementwiseBinary outer = r.chance(0.8) ? inner : new Maximum();
        Value x = r.input(shape);
        Value once = r.maybeUsed(r.either(inner, x, r.constant(r.broadcastable(shape))));
        r.result(r.either(outer, once, r.constant(r.broadcastable(shape))));
    }

    @Applies
    void twoConstantsAreJoined() {
        Value x = parameter("x", -1, 2);

        assertBecomes(
"""
x = Parameter[type=f32[?,2]]() : f32[?,2]
%1 = Constant[weights=f32[](0x00004040)]() : f32[]
%2 = Constant[weights=f32[2](0x0000803f00000040)]() : f32[2]
y/Add = Add[](%1, %2) : f32[2]
y = Add[](x, y/Add) : f32[?,2]
return [y]
""",
                named("y", new Add(), counted(2), node(new Add(), x, number(3))));
    }

    @StaysAway
    void theSumIsUsedElsewhere() {
        Value sum = named("sum", new Add(), parameter("x", -1, 2), number(3));

        assertStays(named("y", new Add(), sum, counted(2)), sum);
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class FoldTransposeOfConstantTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldTransposeOfConstant());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(3, 4);
        Value weights = r.chance(0.8) ? r.constant(shape) : r.input(shape);
        List<Integer> order = r.oneOf(List.of(2, 0, 1), List.of(1, 0, 2), List.of(0, 2, 1));
        Value turned = r.maybeUsed(r.add(new Transpose(order), weights));
        if (r.chance(0.5)) {
            turned = r.add(new Transpose(List.of(2, 1, 0)), turned);
        }
        r.result(r.either(new Multiply(), turned, r.input(1)));
    }

    @Applies
    void weightsAreTurnedWhenTheyAreWritten() {
        Value x = parameter("x", 3, 2);
        Value turned = node(new Transpose(List.of(1, 0)), counted(2, 3));

        assertBecomes(
"""
x = Parameter[type=f32[3,2]]() : f32[3,2]
%1 = Constant[weights=permute(f32[2,3](0x0000803f0000004000004040000080400000a0400000c040), [1, 0])]() : f32[3,2]
y = Add[](x, %1) : f32[3,2]
return [y]
""",
                named("y", new Add(), x, turned));
    }

    @StaysAway
    void aComputedValueIsTurnedWhenItRuns() {
        assertStays(named("y", new Transpose(List.of(1, 0)), parameter("x", 3, 2)));
    }
}

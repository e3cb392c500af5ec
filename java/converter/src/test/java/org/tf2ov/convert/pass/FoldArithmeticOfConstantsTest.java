package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Log;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;

class FoldArithmeticOfConstantsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldArithmeticOfConstants());
    }

    /// Formulas of constants. `Abs` does not stand behind `Negative`: OpenVINO 2026.4.1 folds
    /// `Abs(Negative(Constant(1)))` to -1.
    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 3), 5);
        Value a = r.constant(0.5, 2, shape);
        Value b = r.chance(0.85) ? r.constant(0.5, 2, r.broadcastable(shape)) : r.input(shape);
        ElementwiseUnary unary =
                r.oneOf(new Abs(), new Exp(), new Log(), new Negative(), new Sqrt(), new Sin());
        ElementwiseBinary binary =
                r.oneOf(
                        new Add(),
                        new Divide(true),
                        new Maximum(),
                        new Minimum(),
                        new Multiply(),
                        new Power(),
                        new SquaredDifference(),
                        new Subtract());
        Value first = r.maybeUsed(r.add(unary, a));
        Value both = r.add(binary, r.add(new Exp(), first), b);
        r.result(r.either(new Multiply(), both, r.input(1)));
    }

    @Applies
    void theScaleOfABatchNormalizationIsAConstant() {
        Value x = parameter("x", -1, 2);
        Value deviation =
                node(new Sqrt(), node(new Add(), floats(new long[] {2}, 3, 15), number(1)));
        Value scale = node(new Divide(true), floats(new long[] {2}, 1, 2), deviation);

        assertBecomes(
"""
x = Parameter[type=f32[?,2]]() : f32[?,2]
%1 = Constant[weights=f32[2](0x0000003f0000003f)]() : f32[2]
y = Multiply[](x, %1) : f32[?,2]
return [y]
""",
                named("y", new Multiply(), x, scale));
    }

    @StaysAway
    void aResultThatIsLargerThanItsOperandsStays() {
        Value table = named("table", new Add(), counted(8, 1), counted(1, 8));

        assertStays(named("y", new Multiply(), parameter("x", 8, 8), table));
    }
}

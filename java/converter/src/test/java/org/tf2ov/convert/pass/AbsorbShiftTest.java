package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.pass.Rewrite;

class AbsorbShiftTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new AbsorbShift());
    }

    @Override
    protected void draw(RandomGraph r) {
        AbsorbScaleTest.Products products = new AbsorbScaleTest.Products(r);
        Value x = r.input(products.shape());
        r.result(products.of(r.maybeUsed(r.either(new Add(), x, products.perChannel(-2, 2)))));
    }

    @Override
    protected double share() {
        return 0.3; // half of the convolutions are padded
    }

    @Applies
    void aShiftBecomesABias() {
        Value x = parameter("x", 5, 2);
        Value shifted = node(new Add(), x, floats(new long[] {2}, 10, 20));

        assertBecomes(
                """
                x = Parameter[type=f32[5,2]]() : f32[5,2]
                %1 = Constant[weights=f32[2,2](0x0000803f000000400000404000008040)]() : f32[2,2]
                y = MatMul[transposeA=false, transposeB=false](x, %1) : f32[5,2]
                %3 = Constant[weights=f32[2](0x00008c420000c842)]() : f32[2]
                y/Add = Add[](y, %3) : f32[5,2]
                return [y/Add]
                """,
                named("y", new MatMul(false, false), shifted, counted(2, 2)));
    }

    @StaysAway
    void nothingIsAddedToZerosAroundTheData() {
        Value shifted = node(new Add(), parameter("x", 1, 2, 4, 4), number(2));
        assertStays(node(AbsorbScaleTest.convolution(1), shifted, counted(1, 2, 1, 1)));
    }

    @StaysAway
    void whatIsUsedElsewhereStays() {
        Value shifted = node(new Add(), parameter("x", 1, 2, 4, 4), number(2));
        assertStays(node(AbsorbScaleTest.convolution(0), shifted, counted(1, 2, 1, 1)), shifted);
    }
}

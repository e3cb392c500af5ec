package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.pass.Rewrite;

class DivideByConstantIsMultiplyTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new DivideByConstantIsMultiply());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(0, 4), 5);
        Value divisor = r.constant(0.5, 200, r.broadcastable(shape));
        r.result(r.add(new Divide(true), r.input(shape), divisor));
    }

    @Applies
    void aDivisorBecomesAFactor() {
        assertBecomes(
                """
                x = Parameter[type=f32[2]]() : f32[2]
                %1 = Constant[weights=f32[](0x0000803e)]() : f32[]
                y = Multiply[](x, %1) : f32[2]
                return [y]
                """,
                named("y", new Divide(true), parameter("x", 2), number(4)));
    }

    @StaysAway
    void zeroHasNoReciprocal() {
        assertStays(node(new Divide(true), parameter("x", 2), number(0)));
    }

    @StaysAway
    void neitherHasATinyNumber() {
        assertStays(node(new Divide(true), parameter("x", 2), number(1e-39)));
    }

    @StaysAway
    void aConstantDividedByAnInputStays() {
        assertStays(node(new Divide(true), number(4), parameter("x", 2)));
    }
}

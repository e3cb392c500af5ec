package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Rewrite;

class DropClampBeforeFakeQuantizeTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new DropClampBeforeFakeQuantize());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(r.between(1, 4), 5));
        Value clamped =
                r.maybeUsed(
                        r.chance(0.5)
                                ? r.add(new Relu(), x)
                                : r.add(new Clamp(r.oneOf(0.0, -1.0), r.oneOf(2.0, 1.5)), x));
        Value low = r.number(r.oneOf(0.0, 0.0, -0.5));
        Value high = r.number(1.5);
        r.result(r.add(new FakeQuantize(4), clamped, low, high, low, high));
    }

    private Value rounded(Value x, double low, double high) {
        return named(
                "y",
                new FakeQuantize(256),
                x,
                number(low),
                number(high),
                number(low),
                number(high));
    }

    @Applies
    void aReluBeforeBoundsThatAreNotNegativeIsDropped() {
        Value x = parameter("x", 2, 3);

        assertBecomes(
                """
                x = Parameter[type=f32[2,3]]() : f32[2,3]
                %1 = Constant[weights=f32[](0x00000000)]() : f32[]
                %2 = Constant[weights=f32[](0x0000c040)]() : f32[]
                %3 = Constant[weights=f32[](0x00000000)]() : f32[]
                %4 = Constant[weights=f32[](0x0000c040)]() : f32[]
                y = FakeQuantize[levels=256](x, %1, %2, %3, %4) : f32[2,3]
                return [y]
                """,
                rounded(node(new Relu(), x), 0, 6));
    }

    @StaysAway
    void whatCutsOffMoreThanTheBoundsStays() {
        Value x = parameter("x", 2, 3);

        assertStays(
                rounded(node(new Relu(), x), -1, 6),
                rounded(node(new Clamp(0, 6), x), 0, 7),
                rounded(node(new Clamp(0.5, 6), x), 0, 6));
    }
}

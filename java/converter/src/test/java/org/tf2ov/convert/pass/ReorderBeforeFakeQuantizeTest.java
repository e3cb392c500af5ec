package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Rewrite;

class ReorderBeforeFakeQuantizeTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new ReorderBeforeFakeQuantize());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(3, 4);
        // The CPU plug-in compiles none with bounds along another axis than the first two.
        long[] sizes = {1, 1, 1};
        int axis = r.between(0, 1);
        sizes[axis] = r.chance(0.7) ? shape[axis] : 1;
        Value low = r.constant(-2, -1, sizes);
        Value high = r.constant(1, 2, sizes);
        Value weights = r.chance(0.9) ? r.constant(shape) : r.fixed(shape);
        Value rounded =
                r.maybeUsed(
                        r.add(new FakeQuantize(r.between(2, 9)), weights, low, high, low, high));
        Value moved =
                switch (r.between(0, 2)) {
                    case 0 -> r.add(new Transpose(List.of(1, 0, 2)), rounded);
                    case 1 -> r.add(new Unsqueeze(), rounded, r.builder().constant(3));
                    default ->
                            r.add(
                                    new Reshape(false),
                                    rounded,
                                    r.builder().constant(shape[0], shape[1] * shape[2]));
                };
        r.result(r.add(new Add(), moved, r.fixed(moved.shape().toArray())));
    }

    private Value rounded(Value weights, long... channels) {
        long count = Arrays.stream(channels).reduce(1, (a, b) -> a * b);
        float[] lows = new float[(int) count];
        float[] highs = new float[(int) count];
        for (int i = 0; i < count; i++) {
            lows[i] = -1 - i;
            highs[i] = 1 + i;
        }
        Value low = floats(channels, lows);
        Value high = floats(channels, highs);
        return node(new FakeQuantize(3), weights, low, high, low, high);
    }

    @Applies
    void transposesAreDoneToTheWeightsAndTheBounds() {
        Value y = named("y", new Transpose(List.of(1, 0)), rounded(counted(1, 2), 2));

        assertBecomes(
                """
                %0 = Constant[weights=f32[2,1](0x0000803f00000040)]() : f32[2,1]
                %1 = Constant[weights=f32[2,1](0x000080bf000000c0)]() : f32[2,1]
                %2 = Constant[weights=f32[2,1](0x0000803f00000040)]() : f32[2,1]
                %3 = Constant[weights=f32[2,1](0x000080bf000000c0)]() : f32[2,1]
                %4 = Constant[weights=f32[2,1](0x0000803f00000040)]() : f32[2,1]
                %5 = FakeQuantize[levels=3](%0, %1, %2, %3, %4) : f32[2,1]
                return [%5]
                """,
                y);
    }

    @Test
    void filtersOfGroupsKeepTheirBounds() {
        Value y = named("y", new Reshape(false), rounded(counted(4, 1), 4, 1), g.constant(2, 2, 1));

        assertBecomes(
                """
                %0 = Constant[weights=f32[2,2,1](0x0000803f000000400000404000008040)]() : f32[2,2,1]
                %1 = Constant[weights=f32[2,2,1](0x000080bf000000c0000040c0000080c0)]() : f32[2,2,1]
                %2 = Constant[weights=f32[2,2,1](0x0000803f000000400000404000008040)]() : f32[2,2,1]
                %3 = Constant[weights=f32[2,2,1](0x000080bf000000c0000040c0000080c0)]() : f32[2,2,1]
                %4 = Constant[weights=f32[2,2,1](0x0000803f000000400000404000008040)]() : f32[2,2,1]
                %5 = FakeQuantize[levels=3](%0, %1, %2, %3, %4) : f32[2,2,1]
                return [%5]
                """,
                y);
    }

    @StaysAway
    void inputsStayAndBoundsThatHaveNoPlace() {
        Value x = parameter("x", 2, 2);

        assertStays(
                named("y", new Transpose(List.of(1, 0)), rounded(x, 2, 1)),
                named("z", new Reshape(false), rounded(counted(2, 3), 3), g.constant(3, 2)));
    }
}

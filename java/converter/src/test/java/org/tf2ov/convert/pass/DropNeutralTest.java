package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tile;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;

class DropNeutralTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new DropNeutral());
    }

    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        int rank = r.between(1, 4);
        long[] shape = r.shape(rank, 4);
        Value x = r.chance(0.4) ? r.fixed(shape) : r.input(shape);
        Value one =
                r.chance(0.7)
                        ? r.number(1)
                        : r.constant(1, 1.000001, r.shape(r.between(0, rank), 1));
        Value zero = r.number(r.chance(0.9) ? 0 : 1);
        long[] ones = new long[rank];
        Arrays.fill(ones, 1);
        Value zeros = g.constant(new long[rank]);
        int axis = r.between(0, rank - 1);
        Value y =
                switch (r.between(0, 15)) {
                    case 0 -> r.either(new Add(), x, zero);
                    case 1 ->
                            r.chance(0.7)
                                    ? r.add(new Subtract(), x, zero)
                                    : r.add(new Subtract(), zero, x);
                    case 2 -> r.either(new Multiply(), x, one);
                    case 3 ->
                            r.chance(0.7)
                                    ? r.add(new Divide(true), x, one)
                                    : r.add(new Divide(true), one, x);
                    case 4 -> r.add(new Power(), x, one);
                    case 5 -> r.add(new Negative(), r.add(new Negative(), x));
                    case 6 ->
                            r.add(
                                    r.oneOf(new Relu(), new Abs()),
                                    r.add(
                                            r.oneOf(
                                                    new Relu(),
                                                    new Sigmoid(),
                                                    new Clamp(r.between(-1, 0), 2)),
                                            x));
                    case 7 -> r.add(r.oneOf(new Maximum(), new Minimum()), x, x);
                    case 8 ->
                            r.add(
                                    new Pad(PadMode.CONSTANT),
                                    x,
                                    zeros,
                                    r.chance(0.8) ? zeros : g.constant(ones),
                                    g.scalar(ElementType.F32, 0));
                    case 9 -> r.add(new Tile(), x, g.constant(ones));
                    case 10 ->
                            r.add(
                                    new Slice(),
                                    x,
                                    g.constant(r.chance(0.8) ? 0 : -1),
                                    g.constant(
                                            r.chance(0.8) ? Integer.MAX_VALUE : Integer.MIN_VALUE),
                                    g.constant(r.chance(0.8) ? 1 : -1),
                                    g.constant(axis));
                    case 11 -> r.add(new ReduceMean(r.chance(0.8)), x, g.constant(axis));
                    case 12 -> r.add(new Concat(axis), x);
                    case 13 ->
                            r.either(
                                    new Multiply(),
                                    x,
                                    r.add(
                                            new Broadcast(BroadcastMode.NUMPY),
                                            g.scalar(ElementType.F32, 1),
                                            g.constant(r.oneOf(1L, shape[rank - 1]))));
                    case 14 ->
                            r.add(new Broadcast(BroadcastMode.BIDIRECTIONAL), x, g.constant(ones));
                    default -> r.add(new Convert(ElementType.F32), x);
                };
        r.result(r.add(new Sin(), r.maybeUsed(y)));
    }

    @Override
    protected double share() {
        return 0.3;
    }

    @Applies
    void arithmeticWithNeutralNumbers() {
        Value x = parameter("x", 2, 3);
        Value sum = node(new Add(), number(0), node(new Subtract(), x, number(0)));
        Value product =
                node(
                        new Multiply(),
                        node(new Divide(true), sum, number(1)),
                        floats(new long[] {3}, 1, 1, 1));

        assertBecomes(
"""
x = Parameter[type=f32[2,3]]() : f32[2,3]
y = Sin[](x) : f32[2,3]
return [y]
""",
                named("y", new Sin(), node(new Power(), product, number(1))));
    }

    @Applies
    void whatIsPositiveAlready() {
        Value x = parameter("x", -1, 3);

        assertBecomes(
"""
x = Parameter[type=f32[?,3]]() : f32[?,3]
%1 = Sigmoid[](x) : f32[?,3]
return [%1]
""",
                named("y", new Relu(), node(new Abs(), node(new Sigmoid(), x))));
    }

    @StaysAway
    void aNeutralNumberThatRepeatsTheTensor() {
        assertStays(named("y", new Add(), parameter("x", 1, 3), floats(new long[] {2, 1}, 0, 0)));
    }

    @StaysAway
    void anOpenDimensionMayBeRepeated() {
        assertStays(
                named("y", new Multiply(), parameter("x", -1), floats(new long[] {3}, 1, 1, 1)));
    }

    @StaysAway
    void aTurnedPartIsNotTheWhole() {
        Value x = parameter("x", 3);

        assertStays(
                named(
                        "y",
                        new Slice(),
                        x,
                        g.constant(-1),
                        g.constant(-4),
                        g.constant(-1),
                        g.constant(0)));
    }
}

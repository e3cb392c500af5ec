package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.CoordinateTransformation;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Interpolate;
import org.tf2ov.ov.op.InterpolateMode;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.NearestMode;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.ShapeCalculation;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;

class SinkChannelOrderTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new SinkChannelOrder());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(4, 5);
        Value ordered = r.maybeUsed(AbsorbChannelOrderTest.ordered(r, r.fixed(shape), 1));
        Value constant =
                r.chance(0.5) ? r.constant(shape[1], 1, 1) : r.constant(r.broadcastable(shape));
        r.result(
                switch (r.between(0, 5)) {
                    case 0 -> r.add(new Relu(), ordered);
                    case 1 -> r.either(new Subtract(), ordered, constant);
                    case 2 -> {
                        Value low = r.number(-1);
                        Value high = r.number(2);
                        yield r.add(new FakeQuantize(256), ordered, low, high, low, high);
                    }
                    case 3 ->
                            r.add(
                                    new Interpolate(
                                            InterpolateMode.NEAREST,
                                            ShapeCalculation.SIZES,
                                            CoordinateTransformation.ASYMMETRIC,
                                            NearestMode.FLOOR,
                                            false,
                                            List.of(0),
                                            List.of(0),
                                            -0.75),
                                    ordered,
                                    r.builder().constant(6, 7),
                                    r.builder().constant(2, 3));
                    case 4 ->
                            r.add(
                                    new MaxPool(
                                            List.of(1, 1),
                                            List.of(0, 0),
                                            List.of(0, 0),
                                            List.of(1, 1),
                                            org.tf2ov.ov.op.RoundingType.FLOOR,
                                            AutoPad.VALID),
                                    ordered);
                    default -> {
                        long[] pads = {0, r.chance(0.2) ? 1 : 0, r.between(0, 1), 1};
                        Value around = r.builder().constant(pads);
                        yield r.add(new Pad(PadMode.EDGE), ordered, around, around);
                    }
                });
    }

    private Value reversed(Value x) {
        return node(new Gather(0), x, g.constant(2, 1, 0), g.scalar(1));
    }

    @Applies
    void constantsAlongTheChannelsAreOrderedToo() {
        Value x = reversed(parameter("x", 1, 3, 4));

        assertBecomes(
                """
                x = Parameter[type=f32[1,3,4]]() : f32[1,3,4]
                %1 = Constant[weights=f32[3,1](0x00004040000000400000803f)]() : f32[3,1]
                y = Add[](x, %1) : f32[1,3,4]
                %3 = Constant[weights=i64[3][2, 1, 0]]() : i64[3]
                %4 = Constant[weights=i64[][1]]() : i64[]
                y/Gather = Gather[batchDims=0](y, %3, %4) : f32[1,3,4]
                return [y/Gather]
                """,
                named("y", new Add(), x, counted(3, 1)));
    }

    @StaysAway
    void aConstantThatVariesElsewhereStays() {
        assertStays(node(new Power(), reversed(parameter("x", 1, 3, 4)), counted(3, 4)));
    }

    @StaysAway
    void whatIsUsedElsewhereStays() {
        Value x = reversed(parameter("x", 1, 3, 4));
        assertStays(node(new Relu(), x), x);
    }
}

package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.pass.Rewrite;

class AbsorbChannelOrderTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new AbsorbChannelOrder());
    }

    @Override
    protected void draw(RandomGraph r) {
        AbsorbScaleTest.Products products = new AbsorbScaleTest.Products(r);
        r.result(products.of(ordered(r, r.fixed(products.shape()), products.axis())));
    }

    /// The channels in another order that is its own inverse. OpenVINO 2026.4.1 itself computes
    /// others wrongly in front of a convolution (its fusion of reversed channels takes an order for
    /// its inverse), so that the runtime cannot be asked about them.
    static Value ordered(RandomGraph r, Value x, int axis) {
        int count = (int) x.shape().dimension(axis).value();
        List<Long> order = new ArrayList<>(LongStream.range(0, count).boxed().toList());
        if (r.chance(0.5)) {
            Collections.reverse(order);
        } else {
            Collections.swap(order, 0, r.between(0, count - 1));
        }
        return r.add(new Gather(0), x, r.builder().constant(order), r.builder().scalar(axis));
    }

    private Value reversed(Value x, long... order) {
        return node(new Gather(0), x, g.constant(order), g.scalar(1));
    }

    @Applies
    void filtersTakeTheChannelsInTheirOrder() {
        Value x = reversed(parameter("x", 1, 3, 4, 4), 2, 0, 1);

        assertBecomes(
                """
                x = Parameter[type=f32[1,3,4,4]]() : f32[1,3,4,4]
                %1 = Constant[weights=f32[1,3,1,1](0x00000040000040400000803f)]() : f32[1,3,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[1, 1], padsEnd=[1, 1], dilations=[1, 1], autoPad=EXPLICIT](x, %1) : f32[1,1,6,6]
                return [y]
                """,
                named("y", AbsorbScaleTest.convolution(1), x, counted(1, 3, 1, 1)));
    }

    @Test
    void aDepthwiseConvolutionHandsTheOrderOn() {
        Value x = reversed(parameter("x", 1, 3, 4), 2, 1, 0);
        List<Integer> one = List.of(1);

        assertBecomes(
                """
                x = Parameter[type=f32[1,3,4]]() : f32[1,3,4]
                %1 = Constant[weights=f32[3,1,1,1](0x00004040000000400000803f)]() : f32[3,1,1,1]
                y = GroupConvolution[strides=[1], padsBegin=[0], padsEnd=[0], dilations=[1], autoPad=VALID](x, %1) : f32[1,3,4]
                %3 = Constant[weights=i64[3][2, 1, 0]]() : i64[3]
                %4 = Constant[weights=i64[][1]]() : i64[]
                y/Gather = Gather[batchDims=0](y, %3, %4) : f32[1,3,4]
                return [y/Gather]
                """,
                named(
                        "y",
                        new GroupConvolution(one, List.of(0), List.of(0), one, AutoPad.VALID),
                        x,
                        counted(3, 1, 1, 1)));
    }

    @StaysAway
    void aChoiceOfChannelsIsNoOrder() {
        Value x = reversed(parameter("x", 1, 3, 4, 4), 2, 0, 0);
        assertStays(node(AbsorbScaleTest.convolution(0), x, counted(1, 3, 1, 1)));
    }

    @StaysAway
    void rowsInAnotherOrderStay() {
        Value x = node(new Gather(0), parameter("x", 2, 2), g.constant(1, 0), g.scalar(0));
        assertStays(node(new MatMul(false, false), x, counted(2, 2)));
    }
}

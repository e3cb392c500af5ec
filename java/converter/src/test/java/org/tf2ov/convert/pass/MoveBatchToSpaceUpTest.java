package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class MoveBatchToSpaceUpTest extends RewriteContract {
    private static final Convolution CONVOLUTION =
            new Convolution(
                    List.of(1, 1), List.of(0, 0), List.of(0, 0), List.of(1, 1), AutoPad.VALID);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new MoveBatchToSpaceUp());
    }

    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        int width = r.chance(0.7) ? 1 : 2;
        Value y = r.add(CONVOLUTION, r.fixed(4, 2, 5, width), r.constant(3, 2, 2, 1));
        Value last =
                r.maybeUsed(
                        r.add(
                                new Transpose(
                                        r.chance(0.9) ? List.of(0, 2, 3, 1) : List.of(1, 2, 3, 0)),
                                y));
        boolean batch = last.shape().dimension(0).is(4);
        if (width == 1 && r.chance(0.7)) {
            r.result(
                    r.add(
                            new BatchToSpace(),
                            r.add(new Squeeze(), last, g.constant(2)),
                            g.constant(1, batch ? 2 : 1, 1),
                            g.constant(0, 1, 0),
                            g.constant(0, 0, 0)));
        } else {
            r.result(
                    r.add(
                            new BatchToSpace(),
                            last,
                            g.constant(1, batch ? 2 : 1, batch ? 2 : 1, 1),
                            g.constant(0, 1, 0, 0),
                            g.constant(0, 2, 0, 0)));
        }
    }

    @Applies
    void behindAConvolutionAlongOneDimension() {
        Value y = named("y", CONVOLUTION, parameter("x", 4, 2, 5, 1), counted(3, 2, 2, 1));
        Value flat =
                node(new Squeeze(), node(new Transpose(List.of(0, 2, 3, 1)), y), g.constant(2));

        assertBecomes(
"""
x = Parameter[type=f32[4,2,5,1]]() : f32[4,2,5,1]
%1 = Constant[weights=f32[3,2,2,1](0x0000803f0000004000004040000080400000a0400000c0400000e0400000004100001041000020410000304100004041)]() : f32[3,2,2,1]
y = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=VALID](x, %1) : f32[4,3,4,1]
%3 = Constant[weights=i64[4][1, 1, 2, 1]]() : i64[4]
%4 = Constant[weights=i64[4][0, 0, 1, 0]]() : i64[4]
%5 = Constant[weights=i64[4][0, 0, 0, 0]]() : i64[4]
space = BatchToSpace[](y, %3, %4, %5) : f32[2,3,7,1]
%7 = Transpose[order=[0, 2, 3, 1]](space) : f32[2,7,1,3]
%8 = Constant[weights=i64[1][2]]() : i64[1]
%9 = Squeeze[](%7, %8) : f32[2,7,3]
return [%9]
""",
                named(
                        "space",
                        new BatchToSpace(),
                        flat,
                        g.constant(1, 2, 1),
                        g.constant(0, 1, 0),
                        g.constant(0, 0, 0)));
    }

    @StaysAway
    void withoutAConvolutionNothingIsWon() {
        Value turned = named("turned", new Transpose(List.of(0, 2, 1)), parameter("x", 4, 2, 3));

        assertStays(
                named(
                        "y",
                        new BatchToSpace(),
                        turned,
                        g.constant(1, 2, 1),
                        g.constant(0, 1, 0),
                        g.constant(0, 0, 0)));
    }
}

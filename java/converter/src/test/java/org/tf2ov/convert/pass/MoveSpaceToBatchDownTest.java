package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Rewrite;

class MoveSpaceToBatchDownTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new MoveSpaceToBatchDown());
    }

    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        Value x = r.input(r.between(1, 2), 4, 3, 2);
        Value batch =
                r.maybeUsed(
                        r.add(
                                new SpaceToBatch(),
                                x,
                                g.constant(1, 2, 3, 1),
                                g.constant(0, 1, 1, 0),
                                g.constant(0, 1, 2, 0)));
        r.result(
                switch (r.between(0, 3)) {
                    case 0 -> r.add(new Unsqueeze(), batch, g.constant(r.between(1, 4)));
                    case 1 -> r.add(new Unsqueeze(), batch, g.constant(r.between(-4, -1), 1));
                    case 2 ->
                            r.add(
                                    new Transpose(
                                            r.oneOf(List.of(0, 3, 1, 2), List.of(0, 1, 3, 2))),
                                    batch);
                    default -> r.add(new Transpose(List.of(1, 0, 2, 3)), batch);
                });
    }

    @Applies
    void belowATranspose() {
        Value x = parameter("x", 1, 4, 6, 3);
        Value none = g.constant(0, 0, 0, 0);
        Value batch = node(new SpaceToBatch(), x, g.constant(1, 2, 3, 1), none, none);

        assertBecomes(
"""
x = Parameter[type=f32[1,4,6,3]]() : f32[1,4,6,3]
y = Transpose[order=[0, 3, 1, 2]](x) : f32[1,3,4,6]
%2 = Constant[weights=i64[4][1, 1, 2, 3]]() : i64[4]
%3 = Constant[weights=i64[4][0, 0, 0, 0]]() : i64[4]
%4 = Constant[weights=i64[4][0, 0, 0, 0]]() : i64[4]
%5 = SpaceToBatch[](y, %2, %3, %4) : f32[6,3,2,2]
return [%5]
""",
                named("y", new Transpose(List.of(0, 3, 1, 2)), batch));
    }

    @Applies
    void belowANewDimension() {
        Value x = parameter("x", 1, 4, 3);
        Value batch =
                node(
                        new SpaceToBatch(),
                        x,
                        g.constant(1, 2, 1),
                        g.constant(0, 1, 0),
                        g.constant(0, 3, 0));

        assertBecomes(
"""
x = Parameter[type=f32[1,4,3]]() : f32[1,4,3]
%1 = Constant[weights=i64[1][1]]() : i64[1]
y = Unsqueeze[](x, %1) : f32[1,1,4,3]
%3 = Constant[weights=i64[4][1, 1, 2, 1]]() : i64[4]
%4 = Constant[weights=i64[4][0, 0, 1, 0]]() : i64[4]
%5 = Constant[weights=i64[4][0, 0, 3, 0]]() : i64[4]
%6 = SpaceToBatch[](y, %3, %4, %5) : f32[2,1,4,3]
return [%6]
""",
                named("y", new Unsqueeze(), batch, g.constant(1)));
    }

    @StaysAway
    void theBatchMoves() {
        Value none = g.constant(0, 0);
        Value batch =
                named(
                        "batch",
                        new SpaceToBatch(),
                        parameter("x", 1, 4),
                        g.constant(1, 2),
                        none,
                        none);

        assertStays(named("y", new Transpose(List.of(1, 0)), batch));
    }
}

package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class TransposeOfUnitDimensionsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new TransposeOfUnitDimensions());
    }

    @Override
    protected void draw(RandomGraph r) {
        long side = r.chance(0.8) ? 1 : 2;
        long[] shape = {r.between(1, 3), r.between(1, 5), side, 1};
        Value x = r.chance(0.7) ? r.fixed(shape) : r.input(shape);
        Value turned = r.add(new Transpose(List.of(0, 2, 3, 1)), x);
        r.result(r.add(new Relu(), turned));
    }

    @Applies
    void movingOnesIsAReshape() {
        Value x = parameter("x", -1, 8, 1, 1);

        assertBecomes(
"""
x = Parameter[type=f32[?,8,1,1]]() : f32[?,8,1,1]
%1 = Constant[weights=i64[4][-1, 1, 1, 8]]() : i64[4]
%2 = Reshape[specialZero=false](x, %1) : f32[?,1,1,8]
y = Relu[](%2) : f32[?,1,1,8]
return [y]
""",
                named("y", new Relu(), node(new Transpose(List.of(0, 2, 3, 1)), x)));
    }

    @StaysAway
    void othersReallyMove() {
        Value x = parameter("x", 1, 8, 2, 1);

        assertStays(named("y", new Transpose(List.of(0, 2, 3, 1)), x));
    }
}

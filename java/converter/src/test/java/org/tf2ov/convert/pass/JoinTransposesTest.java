package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class JoinTransposesTest extends RewriteContract {
    private static final List<Integer> TO_FIRST = List.of(0, 3, 1, 2);
    private static final List<Integer> TO_LAST = List.of(0, 2, 3, 1);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new JoinTransposes());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(4, 4));
        Value first = r.add(new Transpose(r.oneOf(TO_FIRST, TO_LAST, List.of(3, 2, 1, 0))), x);
        Value between = r.chance(0.8) ? r.maybeUsed(first) : r.add(new Relu(), first);
        Value second =
                r.add(new Transpose(r.oneOf(TO_FIRST, TO_LAST, List.of(1, 0, 2, 3))), between);
        r.result(r.add(new Negative(), second));
    }

    @Applies
    void transposesThatUndoEachOtherVanish() {
        Value x = parameter("x", 1, -1, 8, 3);
        Value nchw = node(new Transpose(TO_FIRST), x);
        Value nhwc = node(new Transpose(TO_LAST), nchw);

        assertBecomes(
"""
x = Parameter[type=f32[1,?,8,3]]() : f32[1,?,8,3]
y = Relu[](x) : f32[1,?,8,3]
return [y]
""",
                named("y", new Relu(), nhwc));
    }

    @Applies
    void othersBecomeOne() {
        Value x = parameter("x", 1, 2, 3, 4);

        assertBecomes(
"""
x = Parameter[type=f32[1,2,3,4]]() : f32[1,2,3,4]
%1 = Transpose[order=[0, 2, 3, 1]](x) : f32[1,3,4,2]
return [%1]
""",
                node(new Transpose(TO_FIRST), node(new Transpose(TO_FIRST), x)));
    }

    @StaysAway
    void aSumStandsBetweenThem() {
        Value x = parameter("x", 1, 2, 3, 4);
        Value sum = named("sum", new Add(), named("turned", new Transpose(TO_FIRST), x), number(1));

        assertStays(named("y", new Transpose(TO_LAST), sum));
    }
}

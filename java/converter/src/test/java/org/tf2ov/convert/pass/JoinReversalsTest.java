package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class JoinReversalsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new JoinReversals());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(3, 4));
        int first = r.between(0, 2);
        Value turned = r.maybeUsed(Reversal.reverse(x, first, r.builder()));
        boolean moved = r.chance(0.5);
        Value between =
                moved ? r.maybeUsed(r.add(new Transpose(List.of(1, 0, 2)), turned)) : turned;
        int same = moved && first < 2 ? 1 - first : first;
        // A near miss turns another dimension.
        r.result(Reversal.reverse(between, r.chance(0.8) ? same : r.between(0, 2), r.builder()));
    }

    @Override
    protected double share() {
        return 0.6;
    }

    @Applies
    void whatIsReversedTwiceIsAsItWas() {
        Value x = parameter("x", -1, 3);

        assertBecomes(
"""
x = Parameter[type=f32[?,3]]() : f32[?,3]
return [x]
""",
                Reversal.reverse(Reversal.reverse(x, 0, g), 0, g));
    }

    @Applies
    void aTransposeMayStandInBetween() {
        Value x = parameter("x", -1, 3);
        Value turned = named("t", new Transpose(List.of(1, 0)), Reversal.reverse(x, 0, g));

        assertBecomes(
"""
x = Parameter[type=f32[?,3]]() : f32[?,3]
%1 = Transpose[order=[1, 0]](x) : f32[3,?]
return [%1]
""",
                Reversal.reverse(turned, 1, g));
    }

    @StaysAway
    void anotherDimension() {
        assertStays(Reversal.reverse(Reversal.reverse(parameter("x", -1, 3), 0, g), 1, g));
    }
}

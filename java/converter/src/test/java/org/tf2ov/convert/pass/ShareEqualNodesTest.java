package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.RandomAlignment;
import org.tf2ov.ov.op.RandomUniform;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;

class ShareEqualNodesTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of();
    }

    @Override
    protected Pass pass() {
        return new ShareEqualNodes();
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(2, 4);
        List<Value> values = new ArrayList<>(List.of(r.input(shape), r.input(shape)));
        for (int i = 0; i < 8; i++) {
            Value a = values.get(r.between(0, values.size() - 1));
            Value b = values.get(r.between(0, values.size() - 1));
            values.add(
                    switch (r.between(0, 2)) {
                        case 0 -> r.add(r.oneOf(new Sin(), new Relu()), a);
                        case 1 ->
                                r.add(
                                        new Add(),
                                        a,
                                        r.builder().scalar(ElementType.F32, r.between(0, 1)));
                        default -> r.add(r.oneOf(new Multiply(), new Maximum()), a, b);
                    });
        }
        r.result(values.get(values.size() - 1));
        r.result(values.get(values.size() - 2));
        r.result(values.get(values.size() - 3));
    }

    @Applies
    void theSameIsComputedOnce() {
        Value x = parameter("x", -1, 3);
        Value a = named("a", new Add(), x, number(1));
        Value b = named("b", new Add(), x, number(1));

        assertBecomes(
"""
x = Parameter[type=f32[?,3]]() : f32[?,3]
%1 = Constant[weights=f32[](0x0000803f)]() : f32[]
a = Add[](x, %1) : f32[?,3]
%3 = Relu[](a) : f32[?,3]
y = Multiply[](a, %3) : f32[?,3]
return [y]
""",
                named("y", new Multiply(), a, node(new Relu(), b)));
    }

    @StaysAway
    void operandsInAnotherOrderOrOtherAttributes() {
        Value x = parameter("x", 3);
        Value z = parameter("z", 3);

        assertStays(
                named("a", new Subtract(), x, z),
                named("b", new Subtract(), z, x),
                named("c", new Clamp(0, 1), x),
                named("d", new Clamp(0, 2), x));
    }

    @StaysAway
    void randomNumbersAreDrawnAnew() {
        Value shape = g.constant(3);
        RandomUniform random = new RandomUniform(ElementType.F32, 1, 2, RandomAlignment.TENSORFLOW);

        Value low = number(0);
        Value high = number(1);

        assertStays(named("a", random, shape, low, high), named("b", random, shape, low, high));
    }
}

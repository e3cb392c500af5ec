package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;

class FuseNormalizationTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseNormalization());
    }

    /// The spellings of `tf.nn.moments` with `tf.nn.batch_normalization`, of Keras 3, and of a
    /// batch normalization in training form.
    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        int rank = r.between(2, 4);
        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = r.between(2, 5);
        }
        Value x = r.input(shape);
        List<Integer> all =
                switch (r.between(0, 2)) {
                    case 0 -> List.of(rank - 1);
                    case 1 -> rank == 2 ? List.of(1) : List.of(rank - 2, rank - 1);
                    default -> rank == 4 ? List.of(1, 2) : List.of(-1);
                };
        boolean channelsFirst = rank == 4 && r.chance(0.3);
        Value axes = channelsFirst ? g.constant(0, 2, 3) : g.constant(all);
        boolean keep = !channelsFirst;
        Value mean = r.add(new ReduceMean(keep), x, axes);
        Value centre = channelsFirst ? r.add(new Reshape(false), mean, g.constant(-1, 1, 1)) : mean;
        Value difference = r.add(new Subtract(), x, centre);
        Value squares =
                switch (r.between(0, 2)) {
                    case 0 -> r.add(new Multiply(), difference, difference);
                    case 1 -> r.add(new Power(), difference, r.number(2));
                    default -> r.either(new SquaredDifference(), x, centre);
                };
        Value variance =
                r.maybeUsed(
                        r.add(
                                new ReduceMean(keep),
                                squares,
                                channelsFirst || r.chance(0.95) ? axes : g.constant(0)));
        Value eps = g.scalar(ElementType.F32, r.oneOf(1e-3, 1e-5, 1e-12));
        Value deviation =
                r.chance(0.9)
                        ? r.add(new Sqrt(), r.either(new Add(), variance, eps))
                        : r.either(new Add(), r.add(new Sqrt(), variance), eps);
        long[] channels = channelsFirst ? new long[] {shape[1]} : new long[] {shape[rank - 1]};
        boolean scaled = r.chance(0.7);
        Value gamma = scaled ? r.constant(channels) : g.scalar(ElementType.F32, 1);
        Value scale =
                r.chance(0.5) && !channelsFirst && scaled
                        ? r.either(
                                new Multiply(),
                                r.add(new Divide(true), g.scalar(ElementType.F32, 1), deviation),
                                gamma)
                        : r.add(new Divide(true), gamma, deviation);
        if (channelsFirst) {
            Value shift =
                    r.add(
                            new Subtract(),
                            r.constant(channels),
                            r.either(new Multiply(), mean, scale));
            Value target = g.constant(-1, 1, 1);
            r.result(
                    r.either(
                            new Add(),
                            r.either(new Multiply(), x, r.add(new Reshape(false), scale, target)),
                            r.add(new Reshape(false), shift, target)));
            return;
        }
        Value product = r.either(new Multiply(), mean, scale);
        Value x2 = r.chance(0.95) ? x : r.input(shape);
        r.result(
                switch (r.between(0, 4)) {
                    case 0 -> r.either(new Multiply(), difference, scale);
                    case 1 -> r.add(new Divide(true), difference, deviation);
                    case 2 -> r.add(new Subtract(), r.either(new Multiply(), x2, scale), product);
                    case 3 ->
                            r.either(
                                    new Add(),
                                    r.either(new Multiply(), x, scale),
                                    r.either(
                                            new Add(),
                                            r.either(
                                                    new Multiply(),
                                                    r.add(new Negative(), mean),
                                                    scale),
                                            r.constant(channels)));
                    default ->
                            r.either(
                                    new Add(),
                                    r.either(new Multiply(), x2, scale),
                                    r.add(new Subtract(), r.constant(channels), product));
                });
    }

    @Applies
    void theNormalizationOfALayer() {
        Value x = parameter("x", -1, -1, 4);
        Value mean = node(new ReduceMean(true), x, g.constant(2));
        Value variance =
                node(new ReduceMean(true), node(new SquaredDifference(), x, mean), g.constant(2));
        Value root = node(new Sqrt(), node(new Add(), variance, number(1e-3)));
        Value scale = node(new Multiply(), node(new Divide(true), number(1), root), counted(4));
        Value shift = node(new Subtract(), counted(4), node(new Multiply(), mean, scale));

        assertBecomes(
"""
x = Parameter[type=f32[?,?,4]]() : f32[?,?,4]
%1 = Constant[weights=i64[1][2]]() : i64[1]
y/MVN = MVN[eps=0.0010000000474974513, normalizeVariance=true, epsMode=INSIDE_SQRT](x, %1) : f32[?,?,4]
%3 = Constant[weights=f32[4](0x0000803f000000400000404000008040)]() : f32[4]
y/Multiply = Multiply[](y/MVN, %3) : f32[?,?,4]
%5 = Constant[weights=f32[4](0x0000803f000000400000404000008040)]() : f32[4]
y = Add[](y/Multiply, %5) : f32[?,?,4]
return [y]
""",
                named("y", new Add(), node(new Multiply(), x, scale), shift));
    }

    @Applies
    void theBatchNormalizationThatKerasMakesOfIt() {
        Value x = parameter("x", 1, -1, 8, 1);
        Value axes = g.constant(0, 2, 3);
        Value mean = node(new ReduceMean(false), x, axes);
        Value centre = node(new Reshape(false), mean, g.constant(-1, 1, 1));
        Value variance =
                node(new ReduceMean(false), node(new SquaredDifference(), x, centre), axes);
        Value scale =
                node(
                        new Divide(true),
                        parameter("gamma", -1),
                        node(new Sqrt(), node(new Add(), variance, number(1e-3))));
        Value shift =
                node(new Subtract(), parameter("beta", -1), node(new Multiply(), mean, scale));
        Value scaled =
                node(new Multiply(), x, node(new Reshape(false), scale, g.constant(-1, 1, 1)));

        assertBecomes(
"""
x = Parameter[type=f32[1,?,8,1]]() : f32[1,?,8,1]
gamma = Parameter[type=f32[?]]() : f32[?]
beta = Parameter[type=f32[?]]() : f32[?]
%3 = Constant[weights=i64[3][0, 2, 3]]() : i64[3]
y/MVN = MVN[eps=0.0010000000474974513, normalizeVariance=true, epsMode=INSIDE_SQRT](x, %3) : f32[1,?,8,1]
%5 = Constant[weights=i64[3][-1, 1, 1]]() : i64[3]
y/Reshape = Reshape[specialZero=false](gamma, %5) : f32[?,1,1]
y/Multiply = Multiply[](y/MVN, y/Reshape) : f32[1,?,8,1]
y/Reshape#2 = Reshape[specialZero=false](beta, %5) : f32[?,1,1]
y = Add[](y/Multiply, y/Reshape#2) : f32[1,?,8,1]
return [y]
""",
                named(
                        "y",
                        new Add(),
                        scaled,
                        node(new Reshape(false), shift, g.constant(-1, 1, 1))));
    }

    @StaysAway
    void theMeanIsTakenAlongOtherAxes() {
        Value x = parameter("x", 3, 4);
        Value mean = named("mean", new ReduceMean(true), x, g.constant(0));
        Value squares = named("squares", new SquaredDifference(), x, mean);
        Value variance = named("variance", new ReduceMean(true), squares, g.constant(1));
        Value sum = named("sum", new Add(), variance, number(1e-3));
        Value centred = named("centred", new Subtract(), x, mean);

        assertStays(named("y", new Divide(true), centred, named("root", new Sqrt(), sum)));
    }
}

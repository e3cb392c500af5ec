package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.pass.Applies;
import org.tf2ov.convert.pass.RandomGraph;
import org.tf2ov.convert.pass.RewriteContract;
import org.tf2ov.convert.pass.StaysAway;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class LoopIsSequenceTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new LoopIsSequence());
    }

    @Override
    protected void draw(RandomGraph r) {
        long input = r.between(1, 4);
        long hidden = r.between(1, 4);
        long batch = r.between(1, 3);
        Value x = r.input(r.between(2, 5), batch, input);
        DrawnLoop d = new DrawnLoop(r.builder(), x, hidden);
        GraphBuilder b = d.body;
        int kind = r.between(0, 2);
        boolean ends = r.chance(0.3);
        Value length = r.input(TensorType.of(ElementType.I64, batch), 0, 5, batch);
        Value inside = b.add("length", new Parameter(length.type()), List.of());
        Value ended =
                b.add(new Unsqueeze(), b.add(new GreaterEqual(), d.time, inside), b.constant(1));
        Value h = d.zeros();
        Value made;
        List<Value> states = new ArrayList<>(List.of(h));
        List<Value> news = new ArrayList<>();
        if (kind == 0) {
            Value sum =
                    b.add(
                            new Add(),
                            b.add(
                                    new Add(),
                                    d.product(d.step, r.constant(input, hidden)),
                                    d.product(h, r.constant(hidden, hidden))),
                            r.constant(hidden));
            Op activation = r.oneOf(new Tanh(), new Sigmoid(), new Relu());
            made = b.add(activation, sum);
        } else if (kind == 1) {
            Value c = d.zeros();
            states.add(c);
            Value sum =
                    b.add(
                            new Add(),
                            d.product(
                                    b.add(new Concat(1), d.step, h),
                                    r.constant(input + hidden, 4 * hidden)),
                            r.constant(4 * hidden));
            List<Value> gates = b.addAll("", new Split(4), List.of(sum, b.scalar(1)));
            Value kept = b.add(new Multiply(), c, b.add(new Sigmoid(), gates.get(1)));
            Value added =
                    b.add(
                            new Multiply(),
                            b.add(new Sigmoid(), gates.get(0)),
                            // A near miss is another activation.
                            b.add(r.chance(0.9) ? new Tanh() : new Relu(), gates.get(2)));
            Value memory = b.add(new Add(), kept, added);
            made =
                    b.add(
                            new Multiply(),
                            b.add(new Sigmoid(), gates.get(3)),
                            b.add(new Tanh(), memory));
            news.add(memory);
        } else {
            Value ofInput = d.product(d.step, r.constant(input, 3 * hidden));
            Value ofState =
                    b.add(
                            new Add(),
                            d.product(h, r.constant(hidden, 3 * hidden)),
                            r.constant(3 * hidden));
            List<Value> xs = b.addAll("", new Split(3), List.of(ofInput, b.scalar(1)));
            List<Value> hs = b.addAll("", new Split(3), List.of(ofState, b.scalar(1)));
            Value z = b.add(new Sigmoid(), b.add(new Add(), xs.get(0), hs.get(0)));
            Value reset = b.add(new Sigmoid(), b.add(new Add(), xs.get(1), hs.get(1)));
            Value candidate =
                    b.add(
                            new Tanh(),
                            b.add(new Add(), xs.get(2), b.add(new Multiply(), reset, hs.get(2))));
            made =
                    b.add(
                            new Add(),
                            b.add(new Multiply(), z, h),
                            b.add(
                                    new Multiply(),
                                    b.add(new Subtract(), b.scalar(ElementType.F32, 1), z),
                                    candidate));
        }
        news.addFirst(made);
        for (int i = 0; i < news.size(); i++) {
            d.after.add(
                    ends ? b.add(new Select(), ended, states.get(i), news.get(i)) : news.get(i));
        }
        Value given = ends ? b.add(new Select(), ended, b.scalar(ElementType.F32, 0), made) : made;
        // A near miss is a loop that stops before the sequence does.
        Value trips =
                r.chance(0.9)
                        ? d.count()
                        : r.builder().add(new Subtract(), d.count(), r.builder().scalar(1));
        d.loop(given, trips, List.of(length), List.of(inside)).forEach(r::result);
    }

    @Override
    protected double share() {
        return 0.6;
    }

    private DrawnLoop plain(long hidden, Op activation) {
        Value x = parameter("x", -1, -1, 1);
        DrawnLoop d = new DrawnLoop(g, x, hidden);
        Value h = d.zeros();
        Value w = d.body.constant(Weights.ofFloats(new long[] {1, 1}, 2));
        Value r = d.body.constant(Weights.ofFloats(new long[] {1, 1}, 3));
        Value sum = d.body.add(new Add(), d.product(d.step, w), d.product(h, r));
        d.after.add(d.body.add(activation, sum));
        return d;
    }

    @Applies
    void aPlainNetwork() {
        DrawnLoop d = plain(1, new Tanh());

        assertBecomes(
"""
x = Parameter[type=f32[?,?,1]]() : f32[?,?,1]
loop/Transpose = Transpose[order=[1, 0, 2]](x) : f32[?,?,1]
%2 = Constant[weights=f32[](0x00000000)]() : f32[]
%3 = ShapeOf[outputType=i64](x) : i64[3]
%4 = Constant[weights=i64[1][1]]() : i64[1]
%5 = Constant[weights=i64[][0]]() : i64[]
%6 = Gather[batchDims=0](%3, %4, %5) : i64[1]
%7 = Constant[weights=i64[1][1]]() : i64[1]
%8 = Concat[axis=0](%6, %7) : i64[2]
%9 = Broadcast[mode=NUMPY](%2, %8) : f32[?,1]
%10 = Constant[weights=i64[1][1]]() : i64[1]
loop/Unsqueeze = Unsqueeze[](%9, %10) : f32[?,1,1]
loop/ShapeOf = ShapeOf[outputType=i64](loop/Transpose) : i64[3]
%13 = Constant[weights=i64[1][1]]() : i64[1]
%14 = Constant[weights=i64[][0]]() : i64[]
loop/Gather = Gather[batchDims=0](loop/ShapeOf, %13, %14) : i64[1]
%16 = Constant[weights=i64[1][0]]() : i64[1]
%17 = Constant[weights=i64[][0]]() : i64[]
loop/Gather#2 = Gather[batchDims=0](loop/ShapeOf, %16, %17) : i64[1]
loop/Broadcast = Broadcast[mode=NUMPY](loop/Gather, loop/Gather#2) : i64[?]
%20 = Constant[weights=f32[1,1,1](0x00000040)]() : f32[1,1,1]
%21 = Constant[weights=f32[1,1,1](0x00004040)]() : f32[1,1,1]
%22 = Constant[weights=f32[1,1](0x00000000)]() : f32[1,1]
loop = RNNSequence[direction=FORWARD, hiddenSize=1, activations=["tanh"], activationsAlpha=[], activationsBeta=[], clip=0.0](loop/Transpose, loop/Unsqueeze, loop/Broadcast, %20, %21, %22) : f32[?,1,?,1], f32[?,1,1]
%24 = Constant[weights=i64[1][1]]() : i64[1]
loop/Squeeze = Squeeze[](loop, %24) : f32[?,?,1]
loop/Transpose#2 = Transpose[order=[1, 0, 2]](loop/Squeeze) : f32[?,?,1]
return [loop/Transpose#2]
""",
                d.loop(d.after.getFirst(), d.count(), List.of(), List.of()).get(2));
    }

    @StaysAway
    void theLoopEndsBeforeTheSequence() {
        DrawnLoop d = plain(1, new Tanh());
        Value fewer = g.add(new Subtract(), d.count(), g.scalar(1));

        assertStays(d.loop(d.after.getFirst(), fewer, List.of(), List.of()).get(2));
    }

    @StaysAway
    void anActivationThatTheOperationDoesNotHave() {
        DrawnLoop d = plain(1, new Exp());

        assertStays(d.loop(d.after.getFirst(), d.count(), List.of(), List.of()).get(2));
    }
}

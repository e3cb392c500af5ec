package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

class IfIsSelectTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new IfIsSelect());
    }

    private static Graph body(TensorType type, BiFunction<Value, GraphBuilder, Value> result) {
        GraphBuilder inner = new GraphBuilder();
        Value x = inner.add("x", new Parameter(type), List.of());
        return new Graph(List.of(x), List.of(result.apply(x, inner)), Map.of());
    }

    private static Value ones(Value x, GraphBuilder g) {
        return g.add(
                new Broadcast(BroadcastMode.NUMPY),
                g.scalar(ElementType.F32, 1),
                g.add(new ShapeOf(ElementType.I64), x));
    }

    private static Value branch(int kind, Value x, GraphBuilder g) {
        return switch (kind) {
            case 0 -> ones(x, g);
            case 1 -> g.add(new Tanh(), x);
            case 2 -> g.add(new Multiply(), g.scalar(ElementType.F32, 2), x);
            case 3 -> g.add(new Exp(), g.add(new Add(), x, g.scalar(ElementType.F32, -1)));
            // A near miss is a sum, whose shape is another.
            default -> g.add(new ReduceSum(true), x, g.constant(0));
        };
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(r.between(1, 3), 4));
        Value a = r.input(TensorType.f32(), -1, 1);
        Value condition = r.add(new Less(), a, r.builder().scalar(ElementType.F32, 0));
        int yes = r.between(0, 4);
        int no = r.between(0, r.chance(0.2) ? 4 : 3);
        r.result(
                r.add(
                        new If(
                                body(x.type(), (y, g) -> branch(yes, y, g)),
                                body(x.type(), (y, g) -> branch(no, y, g))),
                        condition,
                        x));
    }

    @Applies
    void aChoiceOfElements() {
        Value x = parameter("x", -1, -1);
        Value condition = named("c", new Less(), parameter("a"), number(0));

        assertBecomes(
"""
a = Parameter[type=f32[]]() : f32[]
x = Parameter[type=f32[?,?]]() : f32[?,?]
%2 = Constant[weights=f32[](0x00000000)]() : f32[]
c = Less[](a, %2) : boolean[]
%4 = Constant[weights=f32[](0x0000803f)]() : f32[]
%5 = ShapeOf[outputType=i64](x) : i64[2]
%6 = Broadcast[mode=NUMPY](%4, %5) : f32[?,?]
y/Select = Select[](c, x, %6) : f32[?,?]
return [y/Select]
""",
                named(
                        "y",
                        new If(body(x.type(), (y, g) -> y), body(x.type(), IfIsSelectTest::ones)),
                        condition,
                        x));
    }

    @StaysAway
    void theBranchesHaveOtherShapes() {
        Value x = parameter("x", -1, -1);
        Value condition = named("c", new Less(), parameter("a"), number(0));

        assertStays(
                named(
                        "y",
                        new If(
                                body(x.type(), (y, g) -> y),
                                body(x.type(), (y, g) -> branch(4, y, g))),
                        condition,
                        x));
    }

    @StaysAway
    void booleansAreNotOfOneTypeForTheRuntime() {
        Value condition = named("c", new Less(), parameter("a"), number(0));
        TensorType type = TensorType.of(ElementType.BOOLEAN);
        Value flag = named("flag", new Parameter(type));

        assertStays(
                named(
                        "y",
                        new If(
                                body(type, (y, g) -> y),
                                body(type, (y, g) -> g.scalar(ElementType.BOOLEAN, 1))),
                        condition,
                        flag));
    }
}

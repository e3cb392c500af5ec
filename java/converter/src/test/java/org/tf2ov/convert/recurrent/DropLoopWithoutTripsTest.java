package org.tf2ov.convert.recurrent;

import java.util.List;
import java.util.Map;
import org.tf2ov.convert.pass.Applies;
import org.tf2ov.convert.pass.RandomGraph;
import org.tf2ov.convert.pass.RewriteContract;
import org.tf2ov.convert.pass.StaysAway;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

class DropLoopWithoutTripsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new DropLoopWithoutTrips());
    }

    /// `while (more) { x = sin(x); more = sum(x) < limit; }`
    private static Loop sine(TensorType type, double limit) {
        GraphBuilder body = new GraphBuilder();
        Value x = body.add("x", new Parameter(type), List.of());
        Value next = body.add(new Sin(), x);
        Value sum = body.add(new ReduceSum(false), next, body.constant(0));
        Value more = body.add(new Less(), sum, body.scalar(ElementType.F32, limit));
        return new Loop(new Graph(List.of(x), List.of(more, next), Map.of()), 1);
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(1, 4));
        GraphBuilder g = r.builder();
        // A runtime that reads a loop of no trips has to be given a condition that it does not
        // know.
        Value limit = r.input(TensorType.f32(), 5, 9);
        Value unknown = g.add(new Less(), limit, g.scalar(ElementType.F32, 1));
        r.result(g.add(sine(x.type(), -9), g.scalar(3), unknown, x));
    }

    @Override
    protected double share() {
        return 0;
    }

    @Applies
    void itsStatesStay() {
        Value x = parameter("x", 4);

        assertBecomes(
"""
x = Parameter[type=f32[4]]() : f32[4]
return [x]
""",
                named("y", sine(x.type(), 0), g.scalar(-1), g.scalar(ElementType.BOOLEAN, 0), x));
    }

    @StaysAway
    void thereMayBeATrip() {
        Value x = parameter("x", 4);
        Value more = named("more", new Less(), parameter("a"), number(1));

        assertStays(named("y", sine(x.type(), 0), g.scalar(-1), more, x));
    }
}

package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.ScatterUpdate;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// A loop over `[time, batch, input]`, drawn by hand.
final class DrawnLoop {
    final GraphBuilder g;
    final Value x;
    final long hidden;
    final GraphBuilder body = new GraphBuilder();
    final List<Value> before = new ArrayList<>();
    final List<Value> parameters = new ArrayList<>();
    final List<Value> after = new ArrayList<>();
    final Value time;
    final Value step;

    DrawnLoop(GraphBuilder g, Value x, long hidden) {
        this.g = g;
        this.x = x;
        this.hidden = hidden;
        time = state(g.scalar(0), TensorType.of(ElementType.I64));
        step =
                body.add(
                        new Gather(0),
                        body.add("x", new Parameter(x.type()), List.of()),
                        time,
                        body.scalar(0));
    }

    Value state(Value outside, TensorType type) {
        before.add(outside);
        Value parameter = body.add("s" + parameters.size(), new Parameter(type), List.of());
        parameters.add(parameter);
        return parameter;
    }

    /// A state of zeros, `[batch, hidden]`.
    Value zeros() {
        Value shape = g.add(new ShapeOf(ElementType.I64), x);
        Value batch = g.add(new Gather(0), shape, g.constant(1), g.scalar(0));
        Value zeros =
                g.add(
                        new Broadcast(BroadcastMode.NUMPY),
                        g.scalar(ElementType.F32, 0),
                        g.add(new Concat(0), batch, g.constant(hidden)));
        return state(zeros, zeros.type());
    }

    Value count() {
        Value shape = g.add(new ShapeOf(ElementType.I64), x);
        return g.add(new Gather(0), shape, g.scalar(0), g.scalar(0));
    }

    /// The outputs of the loop: the states, and what the steps gave, one behind the other.
    List<Value> loop(Value given, Value trips, List<Value> invariants, List<Value> inside) {
        Value shape = g.add(new ShapeOf(ElementType.I64), x);
        Value sizes = g.add(new Gather(0), shape, g.constant(0, 1), g.scalar(0));
        Value list =
                g.add(
                        new Broadcast(BroadcastMode.NUMPY),
                        g.scalar(ElementType.F32, 0),
                        g.add(new Concat(0), sizes, g.constant(hidden)));
        Value items = state(list, list.type());
        after.add(
                body.add(
                        new ScatterUpdate(),
                        items,
                        body.add(new Unsqueeze(), time, body.constant(0)),
                        body.add(new Unsqueeze(), given, body.constant(0)),
                        body.scalar(0)));
        Value more = body.add(new Add(), time, body.scalar(1));
        after.addFirst(more);
        Value bound = body.add("trips", new Parameter(trips.type()), List.of());
        after.addFirst(body.add(new Less(), more, bound));
        List<Value> all = new ArrayList<>(parameters);
        all.add(step.input(0));
        all.add(bound);
        all.addAll(inside);
        List<Value> inputs = new ArrayList<>();
        inputs.add(g.scalar(-1));
        inputs.add(g.add(new Less(), g.scalar(0), trips));
        inputs.addAll(before);
        inputs.add(x);
        inputs.add(trips);
        inputs.addAll(invariants);
        return g.addAll("loop", new Loop(body.build(all, after), before.size()), inputs);
    }

    Value product(Value factor, Value weights) {
        return body.add(new MatMul(false, false), factor, weights);
    }
}

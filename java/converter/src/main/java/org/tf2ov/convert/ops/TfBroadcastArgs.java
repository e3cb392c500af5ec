package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Maximum;

/// `BroadcastArgs(a, b)`: the shape of what two shapes give when they broadcast to each other.
@TfOp("BroadcastArgs")
final class TfBroadcastArgs implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<Value> aligned = aligned(new Formula(g), node.input(0), node.input(1));
        Formula f = new Formula(g);
        Value isOne = g.add(new Equal(), aligned.get(0), f.like(aligned.get(0), 1));
        return List.of(f.select(isOne, aligned.get(1), aligned.get(0)));
    }

    /// Two shapes with ones before the shorter one, so that both are of one length.
    static List<Value> aligned(Formula f, Value a, Value b) {
        Value longest = f.g().add(new Maximum(), f.shapeOf(a), f.shapeOf(b));
        return List.of(padded(f, a, longest), padded(f, b, longest));
    }

    private static Value padded(Formula f, Value shape, Value length) {
        // Never negative, which bounds of both lengths don't tell the runtime.
        Value missing =
                f.g().add(new Maximum(), f.subtract(length, f.shapeOf(shape)), f.numbers(0));
        boolean none = missing.longs().filter(known -> known[0] == 0).isPresent();
        return none ? shape : f.concat(0, f.filled(shape.type().element(), 1, missing), shape);
    }
}

package org.tf2ov.convert.recurrent;

import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Range;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.ElementType;

/// Sequences of a batch that end at different steps, in operations that step all of them to the
/// end.
///
/// OpenVINO's operations take lengths, but the CPU plug-in (2026.4.1) does not look at them where
/// the number of steps is open. So nothing is told to it, and what lies behind the ends is put
/// right afterwards.
final class Ends {
    /// A sum that makes a sigmoid 1, or 0 if it is negative, whatever else is added to it.
    static final float SATURATING = 1e5f;

    private final GraphBuilder g;
    private final Value x;
    private final Value lengths;

    /// How many steps the operation makes.
    private final Value count;

    /// The number of each step, `[1, time, 1]`.
    private final Value numbers;

    /// @param x `[batch, time, input]`
    /// @param lengths `[batch]`
    Ends(Value x, Value lengths, GraphBuilder g) {
        this.g = g;
        this.x = x;
        this.lengths = lengths;
        Value shape = g.add(new ShapeOf(ElementType.I64), x);
        this.count = g.add(new Gather(0), shape, g.scalar(1), g.scalar(0));
        Value range = g.add(new Range(ElementType.I64), g.scalar(0), count, g.scalar(1));
        this.numbers = g.add(new Unsqueeze(), range, g.constant(0, 2));
    }

    private Value lengthOfEach() {
        Value whole =
                lengths.type().element() == ElementType.I64
                        ? lengths
                        : g.add(new Convert(ElementType.I64), lengths);
        return g.add(new Unsqueeze(), whole, g.constant(1, 2));
    }

    /// Whether a step lies behind the end, `[batch, time, 1]`.
    private Value isBehind() {
        return g.add(new GreaterEqual(), numbers, lengthOfEach());
    }

    /// The input with one more feature, which is 1 behind the ends and 0 before.
    Value marked() {
        Value mark = g.add(new Convert(x.type().element()), isBehind());
        return g.add(new Concat(2), x, mark);
    }

    /// What is made of the steps, with 0 behind the ends.
    ///
    /// @param made `[batch, time, hidden]`
    Value masked(Value made) {
        Value zero = g.scalar(made.type().element(), 0);
        return g.add(new Select(), isBehind(), zero, made);
    }

    /// What is made of the last step of each sequence, `[batch, hidden]`; of a sequence without
    /// steps what was there before.
    Value last(Value made, Value before) {
        Value steps = g.add(new Minimum(), lengthOfEach(), count);
        Value lastStep = g.add(new Subtract(), steps, g.scalar(1));
        Value zero = g.scalar(made.type().element(), 0);
        Value only = g.add(new Select(), g.add(new Equal(), numbers, lastStep), made, zero);
        Value sum = g.add(new ReduceSum(false), only, g.constant(1));
        Value none =
                g.add(
                        new GreaterEqual(),
                        g.scalar(lengths.type().element(), 0),
                        g.add(new Unsqueeze(), lengths, g.constant(1)));
        return g.add(new Select(), none, before, sum);
    }
}

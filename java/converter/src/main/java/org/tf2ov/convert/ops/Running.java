package org.tf2ov.convert.ops;

import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;

/// Running results along an axis, such as running products, by an operation that OpenVINO cannot
/// run itself: `y[i] = x[0] o x[1] o ... o x[i]`.
///
/// Each step joins runs of twice the length, so that there are as many steps as the length has
/// binary digits.
///
/// @param join the operation, which must be associative
/// @param neutral what changes nothing
record Running(BinaryOperator<Term> join, double neutral) {
    /// @param axis not negative; the dimension must be known
    Value along(Formula f, Value x, int axis, boolean exclusive, boolean reverse) {
        long length = x.shape().dimension(axis).value();
        Term run = new Term(f.g(), exclusive ? shifted(f, x, axis, 1, reverse) : x);
        for (long step = 1; step < length; step *= 2) {
            run = join.apply(run, new Term(f.g(), shifted(f, run.value(), axis, step, reverse)));
        }
        return run.value();
    }

    /// Each element moved by some places, with neutral ones where they came from.
    private Value shifted(Formula f, Value x, int axis, long places, boolean reverse) {
        long length = x.shape().dimension(axis).value();
        long moved = Math.min(places, length);
        Value kept =
                reverse
                        ? f.slice(x, moved, Formula.END, axis)
                        : f.slice(x, 0, length - moved, axis);
        long[] none = new long[x.shape().rank()];
        long[] some = none.clone();
        some[axis] = moved;
        return f.g().add(
                        new Pad(PadMode.CONSTANT),
                        kept,
                        f.numbers(reverse ? none : some),
                        f.numbers(reverse ? some : none),
                        f.like(x, neutral));
    }

    /// The elements that count for each place, in rows: `[..., n, ...]` becomes `[..., n, n, ...]`,
    /// where the second of the two is to be reduced. For lengths that are not known.
    Value rows(Formula f, Value x, int axis, boolean exclusive, boolean reverse) {
        GraphBuilder g = f.g();
        Value places = f.range(f.dimension(x, axis));
        Term row = new Term(g, f.unsqueeze(places, 1));
        Term column = new Term(g, places);
        Term counts =
                reverse
                        ? exclusive ? column.greater(row) : column.atLeast(row)
                        : exclusive ? column.less(row) : column.atMost(row);
        int behind = x.shape().rank() - axis - 1;
        Value mask =
                behind == 0
                        ? counts.value()
                        : f.unsqueeze(counts.value(), LongStream.range(2, 2 + behind).toArray());
        return f.select(mask, f.unsqueeze(x, axis), f.like(x, neutral));
    }
}

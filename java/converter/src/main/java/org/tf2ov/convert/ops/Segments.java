package org.tf2ov.convert.ops;

import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;
import org.tf2ov.ov.op.Slice;

/// Rows that belong to numbered segments, and what becomes of each segment: rows of an initial
/// tensor are combined with them by a scatter.
///
/// @param ids the segment of each row, a vector
/// @param rows the rows along the first dimension
/// @param count how many segments there are, a vector of one element
record Segments(Formula f, Value ids, Value rows, Value count) {
    /// Segments in ascending order, the last of which is the last one that there is.
    static Segments sorted(Formula f, Value ids, Value rows) {
        Value last =
                ids.constant()
                        .filter(weights -> weights.count() > 0)
                        .map(weights -> f.numbers((long) weights.at(weights.count() - 1)))
                        .orElseGet(() -> f.i64(f.gather(ids, f.numbers(-1), 0)));
        return new Segments(f, ids, rows, f.add(last, f.number(1)));
    }

    Value sum() {
        return combine(ScatterReduction.SUM, number(0));
    }

    Value product() {
        return combine(ScatterReduction.PROD, number(1));
    }

    /// The largest of each segment, the lowest number of the type where there is none.
    Value largest() {
        return combine(ScatterReduction.MAX, f.g().constant(Extreme.lowest(rows.type().element())));
    }

    Value smallest() {
        return combine(
                ScatterReduction.MIN, f.g().constant(Extreme.highest(rows.type().element())));
    }

    /// How many rows there are of each segment, of the type of the rows and shaped to broadcast to
    /// the result.
    Value sizes() {
        Value ones = f.filled(rows.type().element(), 1, f.shapeOf(ids));
        Value sizes = new Segments(f, ids, ones, count).sum();
        int rank = rows.shape().rank();
        return rank == 1 ? sizes : f.unsqueeze(sizes, LongStream.range(1, rank).toArray());
    }

    /// Zero where a segment has no rows.
    Value zeroWhereEmpty(Value result) {
        Value isEmpty = f.g().add(new Equal(), sizes(), number(0));
        return f.select(isEmpty, number(0), result);
    }

    private Value number(double number) {
        return f.like(rows, number);
    }

    /// Each segment's initial number combined with its rows; a negative segment is none.
    private Value combine(ScatterReduction reduction, Value initial) {
        GraphBuilder g = f.g();
        Value rest = f.sliceFrom(f.shapeOf(rows), 1, 0);
        boolean inside =
                ids.constant()
                        .filter(weights -> LongStream.of(weights.longs()).allMatch(id -> id >= 0))
                        .isPresent();
        if (inside) {
            Value base = f.broadcast(initial, f.concat(0, count, rest));
            return g.add(new ScatterNDReduce(reduction), base, f.unsqueeze(ids, 1), rows);
        }
        // One more segment takes the rows that belong to none.
        Value none = f.convert(f.squeeze(count, 0), ids.type().element());
        Value place = f.select(g.add(new Less(), ids, f.like(ids, 0)), none, ids);
        Value base = f.broadcast(initial, f.concat(0, f.add(count, f.number(1)), rest));
        Value all = g.add(new ScatterNDReduce(reduction), base, f.unsqueeze(place, 1), rows);
        return g.add(new Slice(), all, f.numbers(0), count, f.numbers(1), f.numbers(0));
    }
}

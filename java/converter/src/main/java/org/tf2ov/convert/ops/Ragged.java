package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.SearchSorted;
import org.tf2ov.tensor.ElementType;

/// Rows of different lengths, one behind the other.
///
/// @param starts where each row begins among all items, `i64`
/// @param lengths how many items each row has, `i64`
/// @param rows the row of each item, `i64`
record Ragged(Formula f, Value starts, Value lengths, Value rows) {
    /// From the places where rows begin, followed by the number of all items.
    static Ragged ofSplits(Formula f, Value splits) {
        GraphBuilder g = f.g();
        Value all = f.i64(splits);
        Value starts = f.slice(all, 0, -1, 0);
        Value lengths = f.subtract(f.sliceFrom(all, 1, 0), starts);
        Value items = f.range(f.gather(all, f.number(-1), 0));
        Value behind = g.add(new SearchSorted(true, ElementType.I64), all, items);
        return new Ragged(f, starts, lengths, f.subtract(behind, f.number(1)));
    }

    /// From the row of each item, in ascending order.
    static Ragged ofRows(Formula f, Value rows, Value count) {
        GraphBuilder g = f.g();
        Value ids = f.i64(rows);
        Value numbers = f.range(count);
        Value starts = g.add(new SearchSorted(false, ElementType.I64), ids, numbers);
        Value ends = g.add(new SearchSorted(true, ElementType.I64), ids, numbers);
        return new Ragged(f, starts, f.subtract(ends, starts), ids);
    }

    /// From the length of each row.
    static Ragged ofLengths(Formula f, Value lengths) {
        return ofSplits(f, splits(f, lengths));
    }

    static Value splits(Formula f, Value lengths) {
        Value ends = f.g().add(new CumSum(false, false), lengths, f.number(0));
        return f.concat(0, f.numbers(0), ends);
    }

    /// The place of each item in its row.
    Value columns() {
        Value items = f.range(f.squeeze(f.shapeOf(rows), 0));
        return f.subtract(items, f.gather(starts, rows, 0));
    }

    /// The length of the longest row, a vector of one element.
    Value width() {
        return f.g().add(new ReduceMax(true), lengths, f.number(0));
    }

    Value rowCount() {
        return f.shapeOf(starts);
    }

    /// The coordinates of the items of the last of some levels, one in each row.
    static Value coordinates(Formula f, List<Ragged> levels) {
        List<Value> columns = new ArrayList<>();
        Value item = null;
        for (Ragged level : levels.reversed()) {
            Value place = level.columns();
            Value row = level.rows();
            columns.addFirst(f.unsqueeze(item == null ? place : f.gather(place, item, 0), 1));
            item = item == null ? row : f.gather(row, item, 0);
        }
        columns.addFirst(f.unsqueeze(item, 1));
        return f.concat(1, columns.toArray(Value[]::new));
    }

    /// How many rows there are, and how long the longest row of each level is.
    static Value box(Formula f, List<Ragged> levels) {
        List<Value> sizes = new ArrayList<>(List.of(levels.getFirst().rowCount()));
        levels.forEach(level -> sizes.add(level.width()));
        return f.concat(0, sizes.toArray(Value[]::new));
    }
}

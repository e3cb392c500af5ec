package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Slice;

/// What a change of the data format does to numbers of dimensions (`DataFormatDimMap`), and to
/// numbers that there are of each dimension (`DataFormatVecPermute`), or of each spatial one.
@TfOp({"DataFormatDimMap", "DataFormatVecPermute"})
final class TfDataFormat implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        String from = node.attr("src_format", "NHWC");
        String to = node.attr("dst_format", "NCHW");
        String letters = to;
        if (from.length() != to.length() || from.chars().anyMatch(c -> letters.indexOf(c) < 0)) {
            throw new UntranslatableException(
                    "its formats " + from + " and " + to + " have not the same letters");
        }
        Value x = node.input(0);
        if (node.op().equals("DataFormatDimMap")) {
            Value newPlaces = f.convert(places(f, from, to), x.type().element());
            return List.of(f.gather(newPlaces, x, 0));
        }
        Value ofAll = places(f, to, from);
        Value ofSpace = places(f, to.replaceAll("[NC]", ""), from.replaceAll("[NC]", ""));
        Value count = f.slice(f.shapeOf(x), 0, 1, 0);
        Value isAll = g.add(new Equal(), count, f.number(to.length()));
        Value padded = f.concat(0, ofSpace, f.numbers(0, 0));
        Value order =
                g.add(
                        new Slice(),
                        f.select(isAll, ofAll, padded),
                        f.numbers(0),
                        count,
                        f.numbers(1),
                        f.numbers(0));
        return List.of(f.gather(x, order, 0));
    }

    /// For each letter of a format its place in another.
    private static Value places(Formula f, String letters, String format) {
        return f.numbers(letters.chars().mapToLong(format::indexOf).toArray());
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SegmentSum(x, ids)` and its kind, whose segments stand in ascending order;
/// `UnsortedSegmentSum(x, ids, count)` and its kind, and the second versions of the former, which
/// are told how many there are. A segment without rows is 0, and of a product 1; where the count is
/// given it is of `Max` the lowest and of `Min` the highest number.
@TfOp({
    "SegmentMax",
    "SegmentMaxV2",
    "SegmentMean",
    "SegmentMin",
    "SegmentMinV2",
    "SegmentProd",
    "SegmentProdV2",
    "SegmentSum",
    "SegmentSumV2",
    "UnsortedSegmentMax",
    "UnsortedSegmentMin",
    "UnsortedSegmentProd",
    "UnsortedSegmentSum"
})
final class TfSegment implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        boolean counted = node.inputs().size() > 2;
        node.rank(0);
        Value ids = f.flat(node.input(1));
        Value rows = f.joinFirst(node.input(0), node.rank(1));
        Segments segments =
                counted
                        ? new Segments(f, ids, rows, f.flat(f.i64(node.input(2))))
                        : Segments.sorted(f, ids, rows);
        String kind = node.op().replaceAll("Unsorted|Segment|V2", "");
        Value result =
                switch (kind) {
                    case "Max" -> segments.largest();
                    case "Mean" -> mean(segments);
                    case "Min" -> segments.smallest();
                    case "Prod" -> segments.product();
                    case "Sum" -> segments.sum();
                    default -> throw new IllegalArgumentException(node.op());
                };
        boolean isExtreme = kind.equals("Max") || kind.equals("Min");
        return List.of(isExtreme && !counted ? segments.zeroWhereEmpty(result) : result);
    }

    static Value mean(Segments segments) {
        GraphBuilder g = segments.f().g();
        Term sum = new Term(g, segments.sum());
        Term sizes = new Term(g, segments.sizes()).max(1);
        return sum.type().isFloat()
                ? sum.over(sizes).value()
                : TfDivision.ofIntegers("TruncateDiv", sum, sizes).value();
    }
}

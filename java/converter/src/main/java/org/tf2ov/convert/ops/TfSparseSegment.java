package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SparseSegmentSum(x, indices, ids)` and its kind: segments of the rows of `x` that `indices`
/// name. `WithNumSegments` says how many segments there are.
@TfOp({
    "SparseSegmentMean",
    "SparseSegmentMeanWithNumSegments",
    "SparseSegmentSqrtN",
    "SparseSegmentSqrtNWithNumSegments",
    "SparseSegmentSum",
    "SparseSegmentSumWithNumSegments"
})
final class TfSparseSegment implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        node.rank(0);
        node.rank(1);
        node.rank(2);
        Value rows = f.gather(node.input(0), node.input(1), 0);
        Value ids = node.input(2);
        Segments segments =
                node.op().endsWith("WithNumSegments")
                        ? new Segments(f, ids, rows, f.flat(f.i64(node.input(3))))
                        : Segments.sorted(f, ids, rows);
        if (node.op().contains("Mean")) {
            return List.of(TfSegment.mean(segments));
        }
        if (node.op().contains("SqrtN")) {
            Term sizes = new Term(g, segments.sizes()).max(1);
            return List.of(new Term(g, segments.sum()).over(sizes.sqrt()).value());
        }
        return List.of(segments.sum());
    }
}

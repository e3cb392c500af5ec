package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `ApproximateEqual(x, y; tolerance)` is `|x - y| < tolerance`. The tolerance is rounded to the
/// type of the tensors first, as TensorFlow does.
@TfOp("ApproximateEqual")
final class TfApproximateEqual implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term x = Term.input(node, 0, g);
        Term y = Term.input(node, 1, g);
        float tolerance = node.attr("tolerance", 1e-5f);
        // Differences of unsigned integers would wrap around.
        Term distance = x.type().isSigned() ? x.minus(y).abs() : x.max(y).minus(x.min(y));
        return List.of(distance.less(tolerance).value());
    }
}

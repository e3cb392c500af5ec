package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `ClipByValue(x, min, max)` is `max(min, min(x, max))`: where the bounds cross, the lower one
/// counts.
@TfOp("ClipByValue")
final class TfClipByValue implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term x = Term.input(node, 0, g);
        Term clipped = x.min(Term.input(node, 2, g)).max(Term.input(node, 1, g));
        return List.of(clipped.value());
    }
}

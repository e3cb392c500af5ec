package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.IsFinite;
import org.tf2ov.ov.op.IsInf;
import org.tf2ov.ov.op.IsNaN;

/// Whether numbers are finite, infinite, or no numbers.
@TfOp({"IsFinite", "IsInf", "IsNan"})
final class Finiteness implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Op operation =
                switch (node.op()) {
                    case "IsFinite" -> new IsFinite();
                    case "IsInf" -> new IsInf(true, true);
                    case "IsNan" -> new IsNaN();
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(g.add(node.name(), operation, List.of(node.input(0))));
    }
}

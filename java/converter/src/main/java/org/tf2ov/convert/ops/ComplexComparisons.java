package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `Equal` and `NotEqual` on complex numbers: both parts count.
@TfComplexOp({"Equal", "NotEqual"})
final class ComplexComparisons implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Pairs x = Pairs.input(node, 0, g);
        Pairs y = Pairs.input(node, 1, g);
        Term equal = x.re().equal(y.re()).and(x.im().equal(y.im()));
        return List.of((node.op().equals("Equal") ? equal : equal.not()).value());
    }
}

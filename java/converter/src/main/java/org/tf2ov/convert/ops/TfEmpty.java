package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `Empty(shape; dtype, init)`: zeros, also where any content would do.
@TfOp("Empty")
final class TfEmpty implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.elementType("dtype") == ElementType.STRING) {
            throw new UntranslatableException("it makes strings");
        }
        return List.of(new Formula(g).filled(node.elementType("dtype"), 0, node.input(0)));
    }
}

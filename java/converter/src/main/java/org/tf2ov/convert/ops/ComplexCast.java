package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tf.DataType;

/// `Cast` of complex numbers keeps the real parts, unless the result is complex too.
@TfComplexOp("Cast")
final class ComplexCast implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Pairs x = Pairs.input(node, 0, g);
        DataType to = node.tf().type("DstT");
        if (!to.isComplex()) {
            return List.of(x.re().convert(node.elementType("DstT")).value());
        }
        ElementType part = to.part().orElseThrow();
        return List.of(new Pairs(x.re().convert(part), x.im().convert(part)).joined(node));
    }
}

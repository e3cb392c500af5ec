package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.tf.DataType;

/// `Cast(x; DstT)`; real numbers become complex ones without an imaginary part.
@TfOp("Cast")
final class TfCast implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        DataType to = node.tf().type("DstT");
        if (to.isComplex()) {
            Term parts = Term.input(node, 0, g).convert(to.part().orElseThrow());
            return List.of(Pairs.real(parts).joined(node));
        }
        return List.of(
                g.add(node.name(), new Convert(node.elementType("DstT")), List.of(node.input(0))));
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// `Const(; value)`: the bytes stay in the file.
@TfOp("Const")
final class TfConst implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        TfTensor tensor = node.tf().tensor("value");
        if (tensor.type() == DataType.STRING) {
            return List.of(Texts.constant(g, tensor).packed(node.name()));
        }
        Value constant = g.add(node.name(), new Constant(tensor.weights()), List.of());
        return List.of(tensor.type().isComplex() ? node.complex(constant) : constant);
    }
}

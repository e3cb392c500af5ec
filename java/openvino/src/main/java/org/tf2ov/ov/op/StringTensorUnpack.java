package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// Where each string begins and ends among all UTF-8 bytes, and these bytes.
///
/// Source: OpenVINO `StringTensorUnpack-15`.
@IrType(opset = "opset15")
public record StringTensorUnpack() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        ElementType element = x.type().element();
        Require.that(
                element == ElementType.STRING || element == ElementType.DYNAMIC,
                "its input must be strings and is %s",
                x.type());
        Fact places = Fact.of(x.type().withElement(ElementType.I32));
        return List.of(places, places, Fact.of(TensorType.of(ElementType.U8, -1)));
    }
}

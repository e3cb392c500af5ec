package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Strings from where each begins and ends among UTF-8 bytes.
///
/// Inputs: the begins, the ends, and the bytes. Source: OpenVINO `StringTensorPack-15`.
@IrType(opset = "opset15")
public record StringTensorPack() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Require.indices("the begins", inputs.get(0));
        Require.indices("the ends", inputs.get(1));
        PartialShape begins = inputs.get(0).shape();
        PartialShape ends = inputs.get(1).shape();
        Require.that(begins.overlaps(ends), "there must be as many begins as ends");
        ElementType bytes = inputs.get(2).type().element();
        Require.that(
                bytes == ElementType.U8 || bytes == ElementType.DYNAMIC,
                "the bytes must be u8 and are %s",
                bytes);
        Require.rank("the bytes", inputs.get(2).shape(), 1);
        return List.of(Fact.of(new TensorType(ElementType.STRING, begins.intersect(ends))));
    }
}

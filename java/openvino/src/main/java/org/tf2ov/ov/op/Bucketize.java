package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// For each element, between which two of the sorted buckets it lies.
///
/// Inputs: the tensor, and the buckets. Source: OpenVINO `Bucketize-3`.
@IrType(opset = "opset3")
public record Bucketize(ElementType outputType, boolean withRightBound) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        inputs.forEach(input -> Require.number("an input", input));
        Require.indexType("output_type", outputType);
        Require.rank("the buckets", inputs.get(1).shape(), 1);
        return List.of(Fact.of(inputs.getFirst().type().withElement(outputType)));
    }
}

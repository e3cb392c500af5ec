package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The largest element of each window, and where it was.
///
/// Input: `[batch, channels, size...]`. Outputs: the elements, and their indices in the dimensions
/// of the input from `axis` on, flattened. Source: OpenVINO `MaxPool-8`.
@IrType(name = "MaxPool", opset = "opset8")
public record MaxPoolWithIndices(
        List<Integer> strides,
        List<Integer> dilations,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> kernel,
        RoundingType roundingType,
        AutoPad autoPad,
        ElementType indexElementType,
        int axis)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        if (x.shape().hasRank()) {
            Axes.normalize(axis, x.shape().rank());
        }
        PartialShape shape = Windows.pool(this, dilations, kernel, roundingType, x.shape());
        return List.of(
                Fact.of(x.type().withShape(shape)),
                Fact.of(x.type().withShape(shape).withElement(indexElementType)));
    }
}

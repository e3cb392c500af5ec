package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// A tensor with something around it; negative padding cuts off.
///
/// Inputs: the tensor, how much to put in front and behind for each dimension, and the value to pad
/// with (zero without it). Source: OpenVINO `Pad-12`.
@IrType(opset = "opset12")
public record Pad(PadMode padMode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 4);
        Value x = inputs.get(0);
        Value begin = inputs.get(1);
        Value end = inputs.get(2);
        for (Value pads : List.of(begin, end)) {
            Require.integer("padding", pads);
            Require.rank("padding", pads.shape(), 1);
        }
        if (inputs.size() == 4) {
            Require.sameElement(x, inputs.get(3));
            Require.rank("the value to pad with", inputs.get(3).shape(), 0);
        }
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        for (Value pads : List.of(begin, end)) {
            Require.that(
                    !pads.shape().hasRank() || pads.shape().dimension(0).contains(rank),
                    "padding must have %s elements and is %s",
                    rank,
                    pads.type());
        }
        if (begin.elements().isEmpty() || end.elements().isEmpty()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.ofRank(rank))));
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Dimension padded =
                    x.shape()
                            .dimension(i)
                            .plus(begin.elements().orElseThrow().get(i))
                            .plus(end.elements().orElseThrow().get(i));
            Require.that(
                    padded.max() >= 0, "padding leaves nothing of dimension %s of %s", i, x.type());
            dimensions.add(padded.atLeastZero());
        }
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The channels in groups, each less its mean and divided by its standard deviation; then `* scale
/// + bias`, for each channel.
///
/// Inputs: the tensor with the channels in dimension 1, scale, bias. Source: OpenVINO
/// `GroupNormalization-12`.
@IrType(opset = "opset12")
public record GroupNormalization(int numGroups, double epsilon) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        ElementType element = Require.sameElement(inputs);
        Require.that(numGroups > 0, "num_groups must be positive and is %s", numGroups);
        PartialShape shape = inputs.getFirst().shape();
        Require.minimumRank("its input", shape, 2);
        Dimension channels = shape.hasRank() ? shape.dimension(1) : Dimension.ANY;
        Channels.merge(Channels.merge(channels, inputs.get(1)), inputs.get(2));
        Blocks.checkMultiple("the number of channels", channels, numGroups);
        return List.of(Fact.of(inputs.getFirst().type().withElement(element)));
    }
}

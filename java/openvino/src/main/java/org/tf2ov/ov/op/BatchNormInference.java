package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// `(x - mean) / sqrt(variance + epsilon) * gamma + beta`, for each channel.
///
/// Inputs: `x` with the channels in dimension 1, gamma, beta, mean, variance. Source: OpenVINO
/// `BatchNormInference-5`.
@IrType(opset = "opset5")
public record BatchNormInference(double epsilon) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 5);
        ElementType element = Require.sameElement(inputs);
        Require.real("its input", inputs.getFirst());
        PartialShape shape = inputs.getFirst().shape();
        Require.minimumRank("its input", shape, 2);
        Dimension channels = shape.hasRank() ? shape.dimension(1) : Dimension.ANY;
        for (Value parameter : inputs.subList(1, 5)) {
            channels = Channels.merge(channels, parameter);
        }
        return List.of(
                Fact.of(
                        new TensorType(
                                element, shape.hasRank() ? shape.with(1, channels) : shape)));
    }
}

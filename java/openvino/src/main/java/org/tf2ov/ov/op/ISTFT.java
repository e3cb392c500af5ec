package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The signal of which [STFT] made frames.
///
/// Inputs: the transforms `[batch, frequencies, frames, 2]`, the window, the size of a frame, the
/// step from one frame to the next, and if wanted the length of the signal. Source: OpenVINO
/// `ISTFT-16`.
///
/// @param center whether the signal had been padded by half a frame at both ends
@IrType(opset = "opset16")
public record ISTFT(boolean center, boolean normalized) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4, 5);
        Value frames = inputs.get(0);
        Value size = inputs.get(2);
        Value step = inputs.get(3);
        ElementType element = Require.sameElement(frames, inputs.get(1));
        Require.real("the frames", frames);
        PartialShape shape = frames.shape();
        Require.rank("the frames", shape, 3, 4);
        Require.rank("the window", inputs.get(1).shape(), 1);
        for (Value number : inputs.subList(2, inputs.size())) {
            Require.indices("size, step and length", number);
            Require.scalarOrOne("size, step and length", number);
        }
        PartialShape window = inputs.get(1).shape();
        Optional<Long> frame = size.longs().map(known -> known[0]);
        Optional<Long> hop = step.longs().map(known -> known[0]);
        Require.that(
                frame.isEmpty() || !window.hasRank() || window.dimension(0).min() <= frame.get(),
                "the window is larger than a frame");
        if (!shape.hasRank()) {
            return List.of(Fact.of(new TensorType(element, shape)));
        }
        Dimension length = Dimension.ANY;
        if (inputs.size() == 5) {
            length = inputs.get(4).elements().map(List::getFirst).orElse(length);
        } else if (frame.isPresent() && hop.isPresent()) {
            length =
                    shape.dimension(-2)
                            .plus(-1)
                            .atLeastZero()
                            .times(hop.get())
                            .plus(center ? 0 : frame.get());
        }
        List<Dimension> dimensions = new ArrayList<>();
        if (shape.rank() == 4) {
            dimensions.add(shape.dimension(0));
        }
        dimensions.add(length.atLeastZero());
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }
}

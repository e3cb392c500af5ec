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

/// The Fourier transforms of windows that slide along a signal.
///
/// Inputs: the signal `[batch, length]` or `[length]`, the window, the size of a frame, and the
/// step from one frame to the next. The result is `[batch, frames, frequencies, 2]`. Source:
/// OpenVINO `STFT-15`.
///
/// @param transposeFrames whether the frequencies come first
@IrType(opset = "opset15")
public record STFT(boolean transposeFrames) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value signal = inputs.get(0);
        Value size = inputs.get(2);
        Value step = inputs.get(3);
        ElementType element = Require.sameElement(signal, inputs.get(1));
        Require.real("the signal", signal);
        for (Value number : List.of(size, step)) {
            Require.indices("size and step", number);
            Require.rank("size and step", number.shape(), 0);
        }
        PartialShape shape = signal.shape();
        Require.rank("the signal", shape, 1, 2);
        Require.rank("the window", inputs.get(1).shape(), 1);
        if (!shape.hasRank()) {
            return List.of(Fact.of(new TensorType(element, shape)));
        }
        Dimension length = shape.dimension(-1);
        Optional<Long> frame = size.longs().map(known -> known[0]);
        Optional<Long> hop = step.longs().map(known -> known[0]);
        Dimension frames = Dimension.ANY;
        Dimension frequencies = Dimension.ANY;
        if (frame.isPresent() && hop.isPresent()) {
            PartialShape window = inputs.get(1).shape();
            Require.that(
                    frame.get() > 0 && frame.get() <= length.max(),
                    "a frame of %s does not fit into %s",
                    frame.get(),
                    signal.type());
            Require.that(
                    !window.hasRank() || window.dimension(0).min() <= frame.get(),
                    "the window is larger than a frame of %s",
                    frame.get());
            Require.that(hop.get() > 0, "the step must be positive and is %s", hop.get());
            frames = length.plus(-frame.get()).atLeastZero().floorDivide(hop.get()).plus(1);
            frequencies = Dimension.of(frame.get() / 2 + 1);
        }
        List<Dimension> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(shape.rank() - 1, transposeFrames ? frequencies : frames);
        dimensions.add(transposeFrames ? frames : frequencies);
        dimensions.add(Dimension.of(2));
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The most probable class of each step, without repetitions and blanks.
///
/// Inputs: probabilities `[time, batch, classes]` and a mask `[time, batch]`. The result is
/// `[batch, time, 1, 1]`, filled up with -1. Source: OpenVINO `CTCGreedyDecoder-1`.
public record CTCGreedyDecoder(boolean ctcMergeRepeated) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        PartialShape probabilities = Ranked.of("the probabilities", inputs.get(0), 3);
        PartialShape mask = Ranked.of("the mask", inputs.get(1), 2);
        Dimension time = Ranked.merge("the time", probabilities.dimension(0), mask.dimension(0));
        Dimension batch = Ranked.merge("the batch", probabilities.dimension(1), mask.dimension(1));
        Dimension one = Dimension.of(1);
        return List.of(
                Fact.of(
                        inputs.getFirst()
                                .type()
                                .withShape(PartialShape.of(List.of(batch, time, one, one)))));
    }
}

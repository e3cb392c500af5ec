package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// Each sequence of a batch turned round as far as its length.
///
/// Inputs: the tensor and the lengths `[batch]`. Source: OpenVINO `ReverseSequence-1`.
public record ReverseSequence(int batchAxis, int seqAxis) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value lengths = inputs.get(1);
        Require.number("the lengths", lengths);
        Require.rank("the lengths", lengths.shape(), 1);
        Require.minimumRank("the tensor", x.shape(), 2);
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int batch = Axes.normalize(batchAxis, x.shape().rank());
        Axes.normalize(seqAxis, x.shape().rank());
        return List.of(
                Fact.of(
                        x.type()
                                .withShape(
                                        x.shape()
                                                .with(
                                                        batch,
                                                        Channels.merge(
                                                                x.shape().dimension(batch),
                                                                lengths)))));
    }
}

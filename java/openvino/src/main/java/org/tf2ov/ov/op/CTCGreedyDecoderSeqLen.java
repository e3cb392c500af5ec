package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The most probable class of each step, without repetitions and blanks.
///
/// Inputs: probabilities `[batch, time, classes]`, the length of each sequence, and if wanted the
/// number of the blank class (the last one without it). Outputs: the classes `[batch, time]`,
/// filled up with -1, and how many there are of each. Source: OpenVINO `CTCGreedyDecoderSeqLen-6`.
@IrType(opset = "opset6")
public record CTCGreedyDecoderSeqLen(
        boolean mergeRepeated, ElementType classesIndexType, ElementType sequenceLengthType)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 3);
        Require.indexType("classes_index_type", classesIndexType);
        Require.indexType("sequence_length_type", sequenceLengthType);
        PartialShape probabilities = Ranked.of("the probabilities", inputs.get(0), 3);
        PartialShape lengths = Ranked.of("the lengths", inputs.get(1), 1);
        Dimension batch =
                Ranked.merge("the batch", probabilities.dimension(0), lengths.dimension(0));
        return List.of(
                Fact.of(
                        new TensorType(
                                classesIndexType,
                                PartialShape.of(List.of(batch, probabilities.dimension(1))))),
                Fact.of(new TensorType(sequenceLengthType, PartialShape.of(List.of(batch)))));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// The largest of the slices of each segment.
///
/// Inputs: the tensor, the sorted segment of each slice, and if wanted the number of segments.
/// Source: OpenVINO `SegmentMax-16`.
@IrType(opset = "opset16")
public record SegmentMax(FillMode fillMode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 3);
        Value x = inputs.get(0);
        Value segments = inputs.get(1);
        Require.minimumRank("the tensor", x.shape(), 1);
        Require.indices("the segments", segments);
        Require.rank("the segments", segments.shape(), 1);
        Require.that(
                !x.shape().hasRank()
                        || !segments.shape().hasRank()
                        || x.shape().dimension(0).overlaps(segments.shape().dimension(0)),
                "there must be a segment for each slice of %s",
                x.type());
        Optional<Dimension> count =
                inputs.size() == 3
                        ? inputs.get(2).elements().map(List::getFirst)
                        : segments.longs()
                                .filter(known -> known.length > 0)
                                .map(known -> Dimension.of(known[known.length - 1] + 1));
        if (inputs.size() == 3) {
            Require.indices("the number of segments", inputs.get(2));
            Require.rank("the number of segments", inputs.get(2).shape(), 0);
        }
        return List.of(
                Fact.of(
                        x.shape().hasRank()
                                ? x.type()
                                        .withShape(
                                                x.shape()
                                                        .with(
                                                                0,
                                                                count.orElse(Dimension.ANY)
                                                                        .atLeastZero()))
                                : x.type()));
    }
}

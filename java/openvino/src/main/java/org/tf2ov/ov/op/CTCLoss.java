package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// How improbable label sequences are, whatever their alignment.
///
/// Inputs: logits `[batch, time, classes]`, their lengths, labels `[batch, time]`, their lengths,
/// and if wanted the number of the blank class. Source: OpenVINO `CTCLoss-4`.
@IrType(opset = "opset4")
public record CTCLoss(boolean preprocessCollapseRepeated, boolean ctcMergeRepeated, boolean unique)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4, 5);
        Require.that(
                inputs.getFirst().type().element().isFloat(),
                "the logits must be floating point and are %s",
                inputs.getFirst().type());
        for (Value value : inputs.subList(1, inputs.size())) {
            Require.indices("lengths and labels", value);
        }
        PartialShape logits = Ranked.of("the logits", inputs.get(0), 3);
        PartialShape labels = Ranked.of("the labels", inputs.get(2), 2);
        Dimension batch = logits.dimension(0);
        for (int i : new int[] {1, 3}) {
            batch =
                    Ranked.merge(
                            "the batch",
                            batch,
                            Ranked.of("the lengths", inputs.get(i), 1).dimension(0));
        }
        batch = Ranked.merge("the batch", batch, labels.dimension(0));
        Ranked.merge("the time", logits.dimension(1), labels.dimension(1));
        if (inputs.size() == 5) {
            Require.rank("the blank class", inputs.get(4).shape(), 0);
        }
        return List.of(
                Fact.of(inputs.getFirst().type().withShape(PartialShape.of(List.of(batch)))));
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Where values belong into sorted sequences.
///
/// Inputs: the sequences `[batch..., length]` or one for all `[length]`, and the values `[batch...,
/// number]`. Source: OpenVINO `SearchSorted-15`.
@IrType(opset = "opset15")
public record SearchSorted(boolean rightMode, ElementType outputType) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Require.sameElement(inputs);
        Require.indexType("output_type", outputType);
        PartialShape sequences = inputs.get(0).shape();
        PartialShape values = inputs.get(1).shape();
        Require.minimumRank("the sequences", sequences, 1);
        if (sequences.hasRank() && sequences.rank() > 1) {
            PartialShape batch = sequences.with(-1, Dimension.ANY);
            Require.that(
                    batch.overlaps(values),
                    "sequences [%s] and values [%s] must have the same batch",
                    sequences,
                    values);
            values = batch.intersect(values);
        }
        return List.of(Fact.of(new TensorType(outputType, values)));
    }
}

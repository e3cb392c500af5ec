package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Sums of rows of a table: row `i` of the indices holds those of sum `i`.
///
/// Inputs: the table, the indices `[sums, rows]`, and if wanted a weight for each. Source: OpenVINO
/// `EmbeddingBagPackedSum-3`.
@IrType(opset = "opset3")
public record EmbeddingBagPackedSum() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 3);
        Value table = inputs.get(0);
        Value indices = inputs.get(1);
        Embeddings.checkIndices(List.of(indices));
        PartialShape shape = indices.shape();
        Require.rank("the indices", shape, 2);
        if (inputs.size() > 2) {
            Embeddings.checkWeights(table, indices, inputs.get(2));
            shape = shape.intersect(inputs.get(2).shape());
        }
        return Embeddings.sums(table, shape.hasRank() ? shape.dimension(0) : Dimension.ANY);
    }
}

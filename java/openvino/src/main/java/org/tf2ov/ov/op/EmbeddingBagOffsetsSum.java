package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Sums of rows of a table: `offsets[i]` is where the indices of sum `i` begin.
///
/// Inputs: the table, the indices, the offsets, and if wanted the index for sums of nothing and a
/// weight for each index. Source: OpenVINO `EmbeddingBagOffsetsSum-3`.
@IrType(opset = "opset3")
public record EmbeddingBagOffsetsSum() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 5);
        Value table = inputs.get(0);
        Embeddings.checkIndices(inputs.subList(1, Math.min(4, inputs.size())));
        Require.rank("the indices", inputs.get(1).shape(), 1);
        Require.rank("the offsets", inputs.get(2).shape(), 1);
        if (inputs.size() > 3) {
            Require.rank("the default index", inputs.get(3).shape(), 0);
        }
        if (inputs.size() > 4) {
            Embeddings.checkWeights(table, inputs.get(1), inputs.get(4));
        }
        PartialShape offsets = inputs.get(2).shape();
        return Embeddings.sums(table, offsets.hasRank() ? offsets.dimension(0) : Dimension.ANY);
    }
}

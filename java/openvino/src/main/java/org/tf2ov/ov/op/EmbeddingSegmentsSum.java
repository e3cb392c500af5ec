package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// Sums of rows of a table: `segments[i]` is the sum to which index `i` belongs.
///
/// Inputs: the table, the indices, the sorted segments, the number of sums, and if wanted the index
/// for sums of nothing and a weight for each index. Source: OpenVINO `EmbeddingSegmentsSum-3`.
@IrType(opset = "opset3")
public record EmbeddingSegmentsSum() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4, 6);
        Value table = inputs.get(0);
        Value count = inputs.get(3);
        Embeddings.checkIndices(inputs.subList(1, Math.min(5, inputs.size())));
        Require.rank("the indices", inputs.get(1).shape(), 1);
        Require.rank("the segments", inputs.get(2).shape(), 1);
        Embeddings.checkSame(inputs.get(1).shape(), inputs.get(2).shape());
        Require.rank("the number of sums", count.shape(), 0);
        if (inputs.size() > 4) {
            Require.rank("the default index", inputs.get(4).shape(), 0);
        }
        if (inputs.size() > 5) {
            Embeddings.checkWeights(table, inputs.get(1), inputs.get(5));
        }
        return Embeddings.sums(
                table, count.elements().map(List::getFirst).orElse(Dimension.ANY).atLeastZero());
    }
}

package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// Blocks of the image moved into channels: `[n, c, size * b...]` becomes `[n, c * b^k, size...]`.
///
/// Source: OpenVINO `SpaceToDepth-1`.
public record SpaceToDepth(int blockSize, DepthMode mode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.that(blockSize > 0, "block_size must be positive and is %s", blockSize);
        PartialShape shape = x.shape();
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        Require.minimumRank("its input", shape, 3);
        long block = Blocks.elements(blockSize, shape.rank() - 2);
        PartialShape result = shape.with(1, shape.dimension(1).times(block));
        for (int i = 2; i < shape.rank(); i++) {
            result = result.with(i, Blocks.parts("dimension " + i, shape.dimension(i), blockSize));
        }
        return List.of(Fact.of(x.type().withShape(result)));
    }
}

package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Blocks of the batch moved into the other dimensions, which are then cropped: undoes
/// [SpaceToBatch].
///
/// Inputs: the tensor, and for each dimension the side of the blocks (1 for the batch) and how much
/// to cut off in front and behind. Source: OpenVINO `BatchToSpace-2`.
@IrType(opset = "opset2")
public record BatchToSpace() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value x = inputs.get(0);
        SpaceToBatch.checkBlocks(inputs, "crops");
        PartialShape shape = x.shape();
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        Require.minimumRank("its input", shape, 2);
        if (inputs.subList(1, 4).stream().anyMatch(input -> input.longs().isEmpty())) {
            return List.of(Fact.of(x.type().withShape(PartialShape.ofRank(shape.rank()))));
        }
        long[] block = inputs.get(1).longs().orElseThrow();
        long[] begin = inputs.get(2).longs().orElseThrow();
        long[] end = inputs.get(3).longs().orElseThrow();
        Require.that(
                block.length == shape.rank(),
                "there must be a block size for each dimension of %s",
                x.type());
        List<Dimension> dimensions = new ArrayList<>();
        long blocks = 1;
        for (int i = 0; i < shape.rank(); i++) {
            Require.that(block[i] > 0, "block sizes must be positive");
            Require.that(begin[i] >= 0 && end[i] >= 0, "crops must not be negative");
            blocks = Dimension.of(blocks).times(block[i]).max();
            Dimension whole = shape.dimension(i).times(block[i]);
            Dimension cropped = whole.minus(Dimension.of(begin[i])).minus(Dimension.of(end[i]));
            Require.that(cropped.max() >= 0, "crops are more than dimension %s of %s", i, x.type());
            dimensions.add(cropped.atLeastZero());
        }
        Require.that(
                Blocks.divides(shape.dimension(0), blocks),
                "the batch of %s is no multiple of %s",
                x.type(),
                blocks);
        dimensions.set(0, Blocks.divide(shape.dimension(0), blocks));
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }
}

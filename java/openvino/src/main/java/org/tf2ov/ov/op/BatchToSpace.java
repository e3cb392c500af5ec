package org.tf2ov.ov.op;

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
        Require.sameElement(inputs.subList(1, 4));
        SpaceToBatch.checkBlocks(inputs, "crops");
        PartialShape shape = x.shape();
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        Require.minimumRank("its input", shape, 2);
        boolean knownBlock = inputs.get(1).longs().isPresent();
        boolean knownCrops = inputs.get(2).longs().isPresent() && inputs.get(3).longs().isPresent();
        PartialShape result = PartialShape.ofRank(shape.rank());
        if (knownBlock) {
            long blocks = Blocks.volume(inputs.get(1).longs().orElseThrow());
            result = result.with(0, Blocks.parts("the batch", shape.dimension(0), blocks));
        }
        for (int i = 1; knownCrops && i < shape.rank(); i++) {
            long begin = inputs.get(2).longs().orElseThrow()[i];
            long end = inputs.get(3).longs().orElseThrow()[i];
            Require.that(begin >= 0 && end >= 0, "crops must not be negative");
            Dimension block =
                    knownBlock
                            ? Dimension.of(inputs.get(1).longs().orElseThrow()[i])
                            : new Dimension(1, Dimension.UNBOUNDED);
            Dimension cropped =
                    shape.dimension(i)
                            .times(block)
                            .minus(Dimension.of(begin))
                            .minus(Dimension.of(end));
            Require.that(cropped.max() >= 0, "crops are more than dimension %s of %s", i, x.type());
            result = result.with(i, cropped.atLeastZero());
        }
        return List.of(Fact.of(x.type().withShape(result)));
    }
}

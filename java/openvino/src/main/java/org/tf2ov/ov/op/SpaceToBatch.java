package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Blocks of a padded tensor moved into the batch.
///
/// Inputs: the tensor, and for each dimension the side of the blocks (1 for the batch) and the
/// padding in front and behind. Source: OpenVINO `SpaceToBatch-2`.
@IrType(opset = "opset2")
public record SpaceToBatch() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value x = inputs.get(0);
        checkBlocks(inputs, "padding");
        PartialShape shape = x.shape();
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        Require.minimumRank("its input", shape, 2);
        if (inputs.get(1).longs().isEmpty()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.ofRank(shape.rank()))));
        }
        long[] block = inputs.get(1).longs().orElseThrow();
        long blocks = Blocks.volume(block);
        if (inputs.get(2).longs().isEmpty() || inputs.get(3).longs().isEmpty()) {
            PartialShape unknown = PartialShape.ofRank(shape.rank());
            return List.of(
                    Fact.of(x.type().withShape(unknown.with(0, shape.dimension(0).times(blocks)))));
        }
        long[] begin = inputs.get(2).longs().orElseThrow();
        long[] end = inputs.get(3).longs().orElseThrow();
        Require.that(
                block.length == shape.rank(),
                "there must be a block size for each dimension of %s",
                x.type());
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            Dimension padded =
                    shape.dimension(i)
                            .plus(Dimension.of(begin[i]))
                            .plus(Dimension.of(end[i]))
                            .atLeastZero();
            dimensions.add(Blocks.parts("padded dimension " + i, padded, block[i]));
        }
        dimensions.set(0, shape.dimension(0).times(blocks));
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }

    /// The three inputs behind the tensor: integers, one for each dimension.
    static void checkBlocks(List<Value> inputs, String what) {
        PartialShape common = PartialShape.DYNAMIC;
        for (Value list : inputs.subList(1, 4)) {
            Require.integer("block sizes and " + what, list);
            Require.rank("block sizes and " + what, list.shape(), 1);
            Require.that(
                    common.overlaps(list.shape()),
                    "block sizes and %s must have as many elements as each other",
                    what);
            common = common.intersect(list.shape());
        }
        PartialShape shape = inputs.getFirst().shape();
        Require.that(
                !common.hasRank() || !shape.hasRank() || common.dimension(0).contains(shape.rank()),
                "there must be a block size for each dimension of [%s]",
                shape);
    }
}

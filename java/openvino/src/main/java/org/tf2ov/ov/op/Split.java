package org.tf2ov.ov.op;

import java.util.Collections;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// A tensor cut along an axis into parts of equal size.
///
/// Inputs: the tensor, and the axis as a scalar. Source: OpenVINO `Split-1`.
public record Split(int numSplits) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axis = inputs.get(1);
        Require.that(numSplits > 0, "num_splits must be positive and is %s", numSplits);
        Require.integer("the axis", axis);
        Require.rank("the axis", axis.shape(), 0);
        if (!x.shape().hasRank() || axis.longs().isEmpty()) {
            PartialShape unknown =
                    x.shape().hasRank()
                            ? PartialShape.ofRank(x.shape().rank())
                            : PartialShape.DYNAMIC;
            return Collections.nCopies(numSplits, Fact.of(x.type().withShape(unknown)));
        }
        Require.minimumRank("the tensor", x.shape(), 1);
        int place = Axes.normalize(axis.longs().orElseThrow()[0], x.shape().rank());
        Dimension whole = x.shape().dimension(place);
        Blocks.checkMultiple("dimension " + place, whole, numSplits);
        Dimension part = whole.floorDivide(numSplits);
        return VariadicSplit.parts(x, place, Collections.nCopies(numSplits, part));
    }
}

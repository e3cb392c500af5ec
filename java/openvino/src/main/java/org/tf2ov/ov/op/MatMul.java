package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Products of matrices; the dimensions in front of the last two are broadcast by the rule of
/// NumPy.
///
/// A vector is a row on the left and a column on the right, whatever the transpose flags say, and
/// its 1 vanishes from the result. Source: OpenVINO `MatMul-1`.
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        ElementType element = Require.sameElement(inputs);
        PartialShape a = inputs.get(0).shape();
        PartialShape b = inputs.get(1).shape();
        if (!a.hasRank() || !b.hasRank()) {
            return List.of(Fact.of(new TensorType(element, PartialShape.DYNAMIC)));
        }
        Require.minimumRank("the left matrix", a, 1);
        Require.minimumRank("the right matrix", b, 1);
        PartialShape left =
                a.rank() == 1 ? PartialShape.of(List.of(Dimension.of(1), a.dimension(0))) : a;
        PartialShape right =
                b.rank() == 1 ? PartialShape.of(List.of(b.dimension(0), Dimension.of(1))) : b;
        boolean turnLeft = transposeA && a.rank() > 1;
        boolean turnRight = transposeB && b.rank() > 1;
        Dimension rows = left.dimension(turnLeft ? -1 : -2);
        Dimension inner = left.dimension(turnLeft ? -2 : -1);
        Dimension sameInner = right.dimension(turnRight ? -1 : -2);
        Dimension columns = right.dimension(turnRight ? -2 : -1);
        Require.that(
                inner.overlaps(sameInner),
                "[%s] and [%s] cannot be multiplied: %s columns against %s rows",
                a,
                b,
                inner,
                sameInner);
        PartialShape batch = Broadcasting.numpy(withoutMatrix(left), withoutMatrix(right));
        List<Dimension> dimensions = new ArrayList<>(batch.dimensions());
        if (a.rank() > 1) {
            dimensions.add(rows);
        }
        if (b.rank() > 1) {
            dimensions.add(columns);
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    private static PartialShape withoutMatrix(PartialShape shape) {
        return PartialShape.of(shape.dimensions().subList(0, shape.rank() - 2));
    }
}

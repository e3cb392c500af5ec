package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// What operations that hold graphs say of shapes.
public final class Bodies {
    private Bodies() {}

    /// What is known of a tensor that has one shape or the other.
    public static PartialShape either(PartialShape one, PartialShape other) {
        if (!one.hasRank() || !other.hasRank(one.rank())) {
            return PartialShape.DYNAMIC;
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < one.rank(); i++) {
            Dimension a = one.dimension(i);
            Dimension b = other.dimension(i);
            dimensions.add(a.equals(b) ? a : Dimension.ANY);
        }
        return PartialShape.of(dimensions);
    }
}

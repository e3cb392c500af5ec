package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.PartialShape;

/// What `Reshape`, `Squeeze` and `Unsqueeze` have in common: the elements keep their order.
final class Reshapes {
    private Reshapes() {}

    static boolean is(Op op) {
        return op instanceof Reshape || op instanceof Squeeze || op instanceof Unsqueeze;
    }

    /// `x` in a shape that is known but for one dimension at most; that one is computed from the
    /// rest.
    static Optional<Value> to(GraphBuilder g, Value x, PartialShape shape) {
        if (!hasFixedTarget(shape)) {
            return Optional.empty();
        }
        long[] target =
                shape.dimensions().stream()
                        .mapToLong(dimension -> dimension.isStatic() ? dimension.value() : -1)
                        .toArray();
        return Optional.of(g.add(new Reshape(false), x, g.constant(target)));
    }

    /// Whether numbers, one of which may be -1, say all about a shape. With a dimension of 0 a -1
    /// has no meaning.
    static boolean hasFixedTarget(PartialShape shape) {
        if (!shape.hasRank()) {
            return false;
        }
        long unknown = shape.dimensions().stream().filter(each -> !each.isStatic()).count();
        return unknown == 0
                || unknown == 1 && shape.dimensions().stream().noneMatch(each -> each.is(0));
    }
}

package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The same elements in another shape.
///
/// Inputs: the tensor and the shape, of which one element may be -1: whatever is left. Source:
/// OpenVINO `Reshape-1`.
///
/// @param specialZero whether 0 in the shape means the tensor's own dimension
public record Reshape(boolean specialZero) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value shape = inputs.get(1);
        Require.integer("the shape", shape);
        Require.rank("the shape", shape.shape(), 0, 1);
        if (shape.elements().isEmpty()) {
            PartialShape unknown =
                    Contents.count(shape).map(PartialShape::ofRank).orElse(PartialShape.DYNAMIC);
            return List.of(Fact.of(x.type().withShape(unknown)));
        }
        TensorType type = x.type().withShape(reshape(x.shape(), shape.elements().orElseThrow()));
        return List.of(
                x.elements()
                        .map(elements -> Fact.of(type, elements))
                        .orElseGet(() -> Fact.of(type)));
    }

    private PartialShape reshape(PartialShape from, List<Dimension> wanted) {
        int rest = -1;
        Dimension others = Dimension.of(1);
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Dimension dimension = wanted.get(i);
            if (dimension.is(-1)) {
                Require.that(rest < 0, "the shape %s has more than one -1", wanted);
                rest = i;
                dimensions.add(Dimension.ANY);
                continue;
            }
            Require.that(dimension.max() >= 0, "the shape %s has a negative number", wanted);
            if (dimension.is(0) && specialZero) {
                Require.that(
                        !from.hasRank() || i < from.rank(),
                        "the shape %s copies dimension %s of [%s]",
                        wanted,
                        i,
                        from);
                dimension = from.hasRank() ? from.dimension(i) : Dimension.ANY;
            }
            dimensions.add(dimension.atLeastZero());
            others = others.times(dimension.atLeastZero());
        }
        Dimension count = from.elementCount();
        if (rest >= 0) {
            if (count.isStatic() && others.isStatic()) {
                Require.that(
                        others.value() != 0 && count.value() % others.value() == 0
                                || count.value() == 0,
                        "[%s] cannot become %s",
                        from,
                        wanted);
                dimensions.set(
                        rest,
                        Dimension.of(others.value() == 0 ? 0 : count.value() / others.value()));
            }
        } else {
            Require.that(
                    !from.hasRank() || count.overlaps(others),
                    "[%s] cannot become %s: %s elements against %s",
                    from,
                    wanted,
                    count,
                    others);
        }
        return PartialShape.of(dimensions);
    }
}

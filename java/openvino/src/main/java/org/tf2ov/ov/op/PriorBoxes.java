package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The boxes and variances that an SSD network begins with.
final class PriorBoxes {
    private PriorBoxes() {}

    /// `[2, 4 * height * width * boxes]`, where the first input is height and width.
    ///
    /// @param boxes how many there are at each place
    static Fact fact(List<Value> inputs, long boxes) {
        PartialShape shape = inputs.getFirst().shape();
        Require.that(
                !shape.hasRank() || shape.dimension(0).contains(2),
                "the first input must be height and width and is %s",
                inputs.getFirst().type());
        Optional<long[]> size = inputs.getFirst().longs();
        Dimension numbers =
                size.map(known -> Dimension.of(known[0]).times(known[1]).times(boxes).times(4))
                        .orElse(Dimension.ANY);
        return Fact.of(
                new TensorType(
                        ElementType.F32, PartialShape.of(List.of(Dimension.of(2), numbers))));
    }
}

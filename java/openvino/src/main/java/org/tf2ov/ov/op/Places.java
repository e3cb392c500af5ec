package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Indices of several coordinates, and the slices of a tensor at the places that they name.
final class Places {
    private Places() {}

    /// Demands that slices have the shape that the indices ask for.
    ///
    /// @param tensor the shape of the tensor
    /// @param indices `[any..., number of coordinates]`
    /// @param slices `[any..., slice...]`
    static void check(PartialShape tensor, PartialShape indices, PartialShape slices) {
        Require.minimumRank("the tensor", tensor, 1);
        Require.minimumRank("the indices", indices, 1);
        if (!tensor.hasRank() || !indices.hasRank() || !indices.dimension(-1).isStatic()) {
            return;
        }
        long coordinates = indices.dimension(-1).value();
        Require.that(
                coordinates <= tensor.rank(),
                "%s coordinates are more than [%s] has dimensions",
                coordinates,
                tensor);
        List<Dimension> wanted =
                new ArrayList<>(indices.dimensions().subList(0, indices.rank() - 1));
        wanted.addAll(tensor.dimensions().subList((int) coordinates, tensor.rank()));
        Require.that(
                slices.overlaps(PartialShape.of(wanted)),
                "the slices have the shape [%s] and should have [%s]",
                slices,
                PartialShape.of(wanted));
    }
}

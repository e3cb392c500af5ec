package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Value;
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

    /// What is known of a one-dimensional tensor when elements of it have been replaced.
    ///
    /// @param fromEnd whether a negative index counts from the end
    static Optional<List<Dimension>> replaced(
            Value x, Value indices, Value updates, boolean fromEnd) {
        boolean followed =
                x.shape().hasRank(1)
                        && x.elements().isPresent()
                        && indices.longs().isPresent()
                        && updates.elements().isPresent();
        if (!followed) {
            return Optional.empty();
        }
        List<Dimension> elements = new ArrayList<>(x.elements().orElseThrow());
        long[] places = indices.longs().orElseThrow();
        for (int i = 0; i < places.length; i++) {
            long place = places[i] < 0 && fromEnd ? places[i] + elements.size() : places[i];
            if (place < 0 || place >= elements.size()) {
                return Optional.empty();
            }
            elements.set((int) place, updates.elements().orElseThrow().get(i));
        }
        return Optional.of(elements);
    }
}

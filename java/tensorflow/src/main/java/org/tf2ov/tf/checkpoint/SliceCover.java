package org.tf2ov.tf.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.PartialShape;

/// Whether the parts of a tensor make up the whole of it.
final class SliceCover {
    private SliceCover() {}

    /// Parts cover a tensor exactly if no two of them share an element and they have as many
    /// elements as it has.
    ///
    /// @param slices all of which fit the shape
    /// @return what is wrong, as the end of a sentence that begins "of the tensor"
    static Optional<String> complaint(PartialShape shape, List<TensorSlice> slices) {
        int rank = shape.rank();
        List<long[]> boxes = new ArrayList<>();
        long elements = 0;
        for (TensorSlice slice : slices) {
            long[] starts = slice.starts();
            long[] lengths = slice.lengths(shape);
            long[] box = new long[2 * rank];
            long count = 1;
            for (int i = 0; i < rank; i++) {
                box[i] = starts[i];
                box[rank + i] = starts[i] + lengths[i];
                count *= lengths[i];
            }
            elements += count;
            boxes.add(box);
        }
        long whole = shape.elementCount().value();
        Optional<String> overlap = overlap(boxes, slices, rank);
        if (overlap.isPresent()) {
            return overlap;
        }
        return elements == whole
                ? Optional.empty()
                : Optional.of(
                        (whole - elements) + " of " + whole + " elements are in none of its parts");
    }

    /// Walks along the dimension in which most parts begin at different places, so that parts along
    /// one dimension, which is what partitioning makes, are compared with their neighbours only.
    private static Optional<String> overlap(
            List<long[]> boxes, List<TensorSlice> slices, int rank) {
        int along = 0;
        long most = 0;
        for (int i = 0; i < rank; i++) {
            int dimension = i;
            long different = boxes.stream().mapToLong(box -> box[dimension]).distinct().count();
            if (different > most) {
                most = different;
                along = i;
            }
        }
        int axis = along;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            order.add(i);
        }
        if (rank > 0) {
            order.sort(Comparator.comparingLong(i -> boxes.get(i)[axis]));
        }
        List<Integer> open = new ArrayList<>();
        for (int next : order) {
            long[] box = boxes.get(next);
            open.removeIf(other -> rank > 0 && boxes.get(other)[rank + axis] <= box[axis]);
            for (int other : open) {
                if (meet(boxes.get(other), box, rank)) {
                    return Optional.of(
                            "the parts '"
                                    + slices.get(other)
                                    + "' and '"
                                    + slices.get(next)
                                    + "' share elements");
                }
            }
            open.add(next);
        }
        return Optional.empty();
    }

    private static boolean meet(long[] a, long[] b, int rank) {
        for (int i = 0; i < rank; i++) {
            if (a[i] >= b[rank + i] || b[i] >= a[rank + i]) {
                return false;
            }
        }
        return true;
    }
}

package org.tf2ov.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shape of a tensor as far as it is known: the rank may be unknown, and each dimension may be.
///
/// @param known the dimensions, or nothing when not even the rank is known
public record PartialShape(Optional<List<Dimension>> known) {
    /// A shape of which nothing is known.
    public static final PartialShape DYNAMIC = new PartialShape(Optional.empty());

    public static final PartialShape SCALAR = of();

    public PartialShape {
        known = known.map(List::copyOf);
    }

    /// From numbers; -1 is a dimension that is not known.
    public static PartialShape of(long... dimensions) {
        List<Dimension> all = new ArrayList<>(dimensions.length);
        for (long dimension : dimensions) {
            all.add(Dimension.ofSigned(dimension));
        }
        return of(all);
    }

    public static PartialShape of(List<Dimension> dimensions) {
        return new PartialShape(Optional.of(dimensions));
    }

    /// `rank` dimensions of which nothing is known.
    public static PartialShape ofRank(int rank) {
        return of(java.util.Collections.nCopies(rank, Dimension.ANY));
    }

    public boolean hasRank() {
        return known.isPresent();
    }

    public boolean hasRank(int rank) {
        return hasRank() && rank() == rank;
    }

    /// The number of dimensions.
    ///
    /// @throws IllegalStateException if it is not known
    public int rank() {
        return dimensions().size();
    }

    /// The dimensions of a shape whose rank is known.
    ///
    /// @throws IllegalStateException if it is not known
    public List<Dimension> dimensions() {
        return known.orElseThrow(() -> new IllegalStateException("the rank is not known"));
    }

    /// The dimension at `index`; a negative index counts from the end.
    public Dimension dimension(int index) {
        List<Dimension> all = dimensions();
        return all.get(index < 0 ? index + all.size() : index);
    }

    /// Whether every dimension is known.
    public boolean isStatic() {
        if (!hasRank()) {
            return false;
        }
        for (Dimension dimension : dimensions()) {
            if (!dimension.isStatic()) {
                return false;
            }
        }
        return true;
    }

    /// The dimensions of a static shape.
    public long[] toArray() {
        List<Dimension> all = dimensions();
        long[] sizes = new long[all.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = all.get(i).value();
        }
        return sizes;
    }

    /// How many elements a tensor of this shape has; [Dimension#ANY] when the rank is not known.
    public Dimension elementCount() {
        Dimension count = Dimension.of(1);
        for (Dimension dimension : known.orElse(List.of(Dimension.ANY))) {
            count = count.times(dimension);
        }
        return count;
    }

    /// Whether some shape satisfies both.
    public boolean overlaps(PartialShape other) {
        if (!hasRank() || !other.hasRank()) {
            return true;
        }
        if (rank() != other.rank()) {
            return false;
        }
        for (int i = 0; i < rank(); i++) {
            if (!dimension(i).overlaps(other.dimension(i))) {
                return false;
            }
        }
        return true;
    }

    /// What satisfies both; the two must overlap.
    public PartialShape intersect(PartialShape other) {
        if (!hasRank()) {
            return other;
        }
        if (!other.hasRank()) {
            return this;
        }
        List<Dimension> both = new ArrayList<>();
        for (int i = 0; i < rank(); i++) {
            both.add(dimension(i).intersect(other.dimension(i)));
        }
        return of(both);
    }

    /// The same shape with one dimension replaced; a negative index counts from the end.
    public PartialShape with(int index, Dimension dimension) {
        List<Dimension> all = new ArrayList<>(dimensions());
        all.set(index < 0 ? index + all.size() : index, dimension);
        return of(all);
    }

    /// The same shape with one more dimension behind the others.
    public PartialShape followedBy(Dimension last) {
        if (!hasRank()) {
            return this;
        }
        List<Dimension> all = new ArrayList<>(dimensions());
        all.add(last);
        return of(all);
    }

    /// Dimension `order.get(i)` of this shape becomes dimension `i`.
    public PartialShape permute(List<Integer> order) {
        if (!hasRank()) {
            return ofRank(order.size());
        }
        List<Dimension> all = new ArrayList<>(order.size());
        for (int axis : order) {
            all.add(dimension(axis));
        }
        return of(all);
    }

    /// `1,?,8,3`, and `...` when the rank is not known: the spelling of an IR's `shape` attribute.
    @Override
    public String toString() {
        return known.map(dimensions ->
                        dimensions.stream()
                                .map(Dimension::toString)
                                .collect(Collectors.joining(",")))
                .orElse("...");
    }
}

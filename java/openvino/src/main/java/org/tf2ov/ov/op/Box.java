package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;

/// A part of a tensor without gaps: where it begins along each dimension, and how long it is.
public record Box(List<Long> from, List<Long> lengths) {
    public Box {
        from = List.copyOf(from);
        lengths = List.copyOf(lengths);
    }

    /// What a slice of each dimension takes together, if that is known and leaves no gaps.
    static Optional<Box> of(List<Slicing> slices) {
        boolean known =
                slices.stream()
                        .allMatch(slice ->
                                slice.isExact() && slice.step() == 1 && slice.size().isStatic());
        return known
                ? Optional.of(
                        new Box(
                                slices.stream().map(slice -> slice.place(0)).toList(),
                                slices.stream().map(slice -> slice.size().value()).toList()))
                : Optional.empty();
    }
}

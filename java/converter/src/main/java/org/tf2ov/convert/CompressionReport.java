package org.tf2ov.convert;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.ElementType;

/// What became of the floating-point constants when they were compressed.
///
/// @param constants those that are large enough to be worth a look
/// @param small how many others there are, which stay as they are
public record CompressionReport(List<Entry> constants, int small) {
    public CompressionReport {
        constants = List.copyOf(constants);
    }

    /// A constant.
    ///
    /// @param name its node, or the one that uses it
    /// @param from the type that it has in TensorFlow
    /// @param to the type that it is stored in
    /// @param elements how many numbers it holds
    /// @param bound no number differs by more than this
    /// @param error root of the mean square of the differences, relative to that of the numbers
    /// @param kept why it is stored as it was, where it is
    public record Entry(
            String name,
            ElementType from,
            ElementType to,
            long elements,
            double bound,
            double error,
            Optional<String> kept) {}

    /// Those that are stored in a type.
    public List<Entry> stored(ElementType type) {
        return constants.stream()
                .filter(each -> each.kept().isEmpty() && each.to() == type)
                .toList();
    }

    /// Those that stay though they were to be compressed.
    public List<Entry> kept() {
        return constants.stream().filter(each -> each.kept().isPresent()).toList();
    }

    /// How many bytes the constants take that were looked at.
    public long bytes() {
        return constants.stream().mapToLong(each -> each.elements() * each.to().bytes()).sum();
    }

    /// How many they took before.
    public long bytesBefore() {
        return constants.stream().mapToLong(each -> each.elements() * each.from().bytes()).sum();
    }
}

package org.tf2ov.graph;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.TensorType;

/// What is known of a value before it is computed: its type and, for a small integer tensor, bounds
/// of each element.
///
/// The bounds are what makes a `Reshape` to a computed shape exact: `ShapeOf` of `f32[?,7,7,512]`
/// has the type `i64[4]` and the elements `?, 7, 7, 512`.
///
/// @param type element type and shape
/// @param elements bounds of each element in row-major order, where they are known
public record Fact(TensorType type, Optional<List<Dimension>> elements) {
    /// Tensors with more elements than this are not followed.
    public static final int MOST_ELEMENTS = 64;

    public static Fact of(TensorType type) {
        return new Fact(type, Optional.empty());
    }

    /// The elements are dropped when they are too many, or not as many as the type says.
    public static Fact of(TensorType type, List<Dimension> elements) {
        boolean keep =
                elements.size() <= MOST_ELEMENTS
                        && type.element().isInteger()
                        && type.shape().isStatic()
                        && type.shape().elementCount().is(elements.size());
        return new Fact(type, keep ? Optional.of(List.copyOf(elements)) : Optional.empty());
    }

    /// `f32[1,8]`, or `i64[2] = {?, 512}` where elements are known.
    @Override
    public String toString() {
        return type + elements.map(known -> " = " + known).orElse("");
    }
}

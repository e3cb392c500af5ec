package org.tf2ov.tensor;

/// What is known of a tensor before it exists: its element type and its shape.
public record TensorType(ElementType element, PartialShape shape) {
    public static TensorType of(ElementType element, long... dimensions) {
        return new TensorType(element, PartialShape.of(dimensions));
    }

    /// `f32` with these dimensions; -1 is one that is not known.
    public static TensorType f32(long... dimensions) {
        return of(ElementType.F32, dimensions);
    }

    /// `i64` with these dimensions; -1 is one that is not known.
    public static TensorType i64(long... dimensions) {
        return of(ElementType.I64, dimensions);
    }

    public TensorType withShape(PartialShape other) {
        return new TensorType(element, other);
    }

    public TensorType withElement(ElementType other) {
        return new TensorType(other, shape);
    }

    /// The number of bytes of a tensor whose shape is static.
    public long bytes() {
        return element.bytes(shape.elementCount().value());
    }

    /// `f32[1,?,8,3]`.
    @Override
    public String toString() {
        return element + "[" + shape + "]";
    }
}

package org.tf2ov.tf.keras;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;

/// What flows between layers: an output of a node of the graph that is being made.
///
/// @param shape has a known rank
/// @param mask which time steps count, `bool[batch, time]`, where a layer such as `Masking` says so
public record KerasTensor(
        TfEdge edge, DataType type, PartialShape shape, Optional<KerasTensor> mask) {
    public int rank() {
        return shape.rank();
    }

    /// A dimension; a negative axis counts from the end.
    public Dimension dimension(int axis) {
        return shape.dimension(axis < 0 ? axis + rank() : axis);
    }

    /// Whether an axis has a known size.
    public boolean knows(int axis) {
        return dimension(axis).isStatic();
    }

    public KerasTensor withMask(Optional<KerasTensor> other) {
        return new KerasTensor(edge, type, shape, other);
    }

    public KerasTensor withMask(KerasTensor other) {
        return withMask(Optional.of(other));
    }

    boolean isFloat() {
        return switch (type) {
            case FLOAT, DOUBLE, HALF, BFLOAT16 -> true;
            default -> false;
        };
    }

    List<Dimension> dimensions() {
        return shape.dimensions();
    }
}

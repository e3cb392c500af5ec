package org.tf2ov.convert;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Signature;

/// Says in TensorFlow's words what type a value has.
final class DataTypes {
    private DataTypes() {}

    /// The type and the shape that TensorFlow would say.
    ///
    /// @param complex whether the last dimension holds the two parts of complex numbers
    /// @return nothing if TensorFlow has no such type
    static Optional<Signature.Port> of(TensorType type, boolean complex) {
        if (complex) {
            DataType pairs =
                    type.element() == ElementType.F64 ? DataType.COMPLEX128 : DataType.COMPLEX64;
            return Optional.of(new Signature.Port("", pairs, withoutPairs(type.shape())));
        }
        for (DataType candidate : DataType.values()) {
            if (candidate.element().equals(Optional.of(type.element()))) {
                return Optional.of(new Signature.Port("", candidate, type.shape()));
            }
        }
        return Optional.empty();
    }

    private static PartialShape withoutPairs(PartialShape shape) {
        if (!shape.hasRank() || shape.rank() == 0) {
            return shape;
        }
        List<Dimension> dimensions = shape.dimensions();
        return PartialShape.of(dimensions.subList(0, dimensions.size() - 1));
    }
}

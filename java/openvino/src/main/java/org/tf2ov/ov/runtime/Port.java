package org.tf2ov.ov.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// An input or output of a model, as it was when it was asked for.
///
/// @param index its place among the inputs or the outputs
/// @param name one of the names of its tensor; an output that nobody named has none
public record Port(int index, Optional<String> name, TensorType type) {
    public ElementType element() {
        return type.element();
    }

    public PartialShape shape() {
        return type.shape();
    }

    /// Reads a native port, and frees it.
    static Port read(int index, MemorySegment port) {
        try {
            ElementType element =
                    OpenVino.elementType(
                            "asking a port", out -> CApi.ov_port_get_element_type(port, out));
            PartialShape shape =
                    OpenVino.partialShape(
                            "asking a port", out -> CApi.ov_port_get_partial_shape(port, out));
            return new Port(index, name(port), new TensorType(element, shape));
        } finally {
            CApi.ov_output_const_port_free(port);
        }
    }

    /// The library takes a port without a name for an error.
    private static Optional<String> name(MemorySegment port) {
        return OpenVino.optionalString(out -> CApi.ov_port_get_any_name(port, out));
    }

    /// `'x' f32[1,3]`, or `1: f32[1,3]` without a name.
    @Override
    public String toString() {
        return name.map(n -> "'" + n + "' ").orElse(index + ": ") + type;
    }
}

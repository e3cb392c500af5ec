package org.tf2ov.convert;

/// How constants are stored. The IR computes in `f32` all the same, unless the device prefers
/// otherwise.
///
/// @param f16 whether floating-point constants are stored as `f16`
/// @param int8 whether the weights of convolutions, matrix products and tables are stored as `i8`,
///   with a factor for each output channel
public record Compression(boolean f16, boolean int8) {
    /// As TensorFlow has them: the default of the Model Optimizer.
    public static final Compression NONE = new Compression(false, false);

    public Compression withF16(boolean other) {
        return new Compression(other, int8);
    }

    public Compression withInt8(boolean other) {
        return new Compression(f16, other);
    }
}

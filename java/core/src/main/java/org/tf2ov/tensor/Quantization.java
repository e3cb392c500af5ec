package org.tf2ov.tensor;

/// How a real number becomes one of the whole numbers of a range, every step rounded to `f32`:
///
///     whole = floor((clamp(x, low, high) - low) * inverse - zero + 0.5) + shift
///
/// What is not a number is taken for `low`. The whole number stands for `(whole - shift) / inverse`.
/// Source: TensorFlow, `fake_quant_ops_functor.h`, whose order of steps decides where a number lies
/// in the middle of two.
///
/// @param low the smallest real number
/// @param high the largest one
/// @param inverse one divided by the distance of neighbours
/// @param zero how many steps the number zero is above `low`, a whole number
/// @param shift what is added, so that the result fits into its type; a whole number
public record Quantization(float low, float high, float inverse, float zero, float shift) {
    /// Larger whole numbers than any that is needed, and such that `f32` holds all up to it.
    private static final float MOST = 1 << 17;

    public Quantization {
        boolean sane =
                Float.isFinite(low)
                        && Float.isFinite(high)
                        && low <= high
                        && inverse >= 0
                        && (high - low) * inverse <= MOST
                        && Math.abs(zero) <= MOST
                        && Math.abs(shift) <= MOST;
        if (!sane) {
            throw new IllegalArgumentException(
                    "from %s to %s by 1/%s with zero %s, shifted by %s, is no range of whole numbers"
                            .formatted(low, high, inverse, zero, shift));
        }
    }

    /// The whole number for a real one.
    public int whole(float x) {
        float above = x > low ? x : low;
        float clamped = above < high ? above : high;
        float place = (clamped - low) * inverse - zero + 0.5f;
        return (int) ((float) Math.floor(place) + shift);
    }

    @Override
    public String toString() {
        return "%s:%s:%s:%s:%s".formatted(low, high, inverse, zero, shift);
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Quantization parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("'" + text + "' is no quantization");
        }
        return new Quantization(
                Float.parseFloat(parts[0]),
                Float.parseFloat(parts[1]),
                Float.parseFloat(parts[2]),
                Float.parseFloat(parts[3]),
                Float.parseFloat(parts[4]));
    }
}

package org.tf2ov.convert;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Arithmetic on the inputs that becomes part of the IR, so that callers can give pictures as they
/// are.
///
///     user's tensor → channels reversed → minus mean → divided by scale → the model
///
/// The numbers are therefore in the order of channels that the TensorFlow model has. Source: the
/// Model Optimizer.
///
/// @param mean what is subtracted: an entry for each input in its order, or entries with names
/// @param scale what is divided by, likewise
/// @param scaleOfAll what every input is divided by
/// @param reverseChannels whether inputs of three channels are taken in the other order, BGR for RGB
public record Preprocess(
        List<Numbers> mean,
        List<Numbers> scale,
        OptionalDouble scaleOfAll,
        boolean reverseChannels) {
    /// Inputs as they are.
    public static final Preprocess NONE =
            new Preprocess(List.of(), List.of(), OptionalDouble.empty(), false);

    public Preprocess {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
    }

    /// Numbers for an input: one for all channels, or one for each.
    ///
    /// @param input the node, tensor or key of the signature that is meant
    public record Numbers(Optional<String> input, List<Double> values) {
        public Numbers {
            values = List.copyOf(values);
        }
    }

    public Preprocess withMean(List<Numbers> others) {
        return new Preprocess(others, scale, scaleOfAll, reverseChannels);
    }

    public Preprocess withScale(List<Numbers> others) {
        return new Preprocess(mean, others, scaleOfAll, reverseChannels);
    }

    public Preprocess withScaleOfAll(double divisor) {
        return new Preprocess(mean, scale, OptionalDouble.of(divisor), reverseChannels);
    }

    public Preprocess withReverseChannels(boolean reverse) {
        return new Preprocess(mean, scale, scaleOfAll, reverse);
    }

    /// Whether inputs stay as they are.
    public boolean isNone() {
        return equals(NONE);
    }
}

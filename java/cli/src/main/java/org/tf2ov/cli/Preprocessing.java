package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// How the colours of a picture become the numbers that a model was trained with: `(pixel - mean) /
/// scale`.
///
/// @param mean one number for all channels or one for each, in the order in which the model takes
///   them
/// @param scale likewise
/// @param bgr whether the model takes blue first
record Preprocessing(List<Float> mean, List<Float> scale, boolean bgr) {
    static final Preprocessing NONE = new Preprocessing(List.of(0f), List.of(1f), false);

    Preprocessing {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        if (scale.contains(0f)) {
            throw new UsageException(
                    "--picture_scale",
                    "pixels cannot be divided by 0",
                    "Write for example --picture_scale 255.");
        }
    }

    /// Numbers as they are written on the command line: `127.5`, `123.68,116.78,103.94`, with
    /// brackets or without.
    static List<Float> numbers(String option, String text) {
        List<Float> numbers = new ArrayList<>();
        for (String word : text.replaceAll("^\\s*[\\[(]|[\\])]\\s*$", "").split(",", -1)) {
            try {
                numbers.add(Float.parseFloat(word.strip()));
            } catch (NumberFormatException _) {
                throw new UsageException(
                        option,
                        "'" + text + "' is not understood: '" + word.strip() + "' is no number",
                        "Write one number, or one a channel: "
                                + option
                                + " 127.5 or "
                                + option
                                + " 123.68,116.78,103.94.");
            }
        }
        return numbers;
    }

    /// A picture in its final size as the input of a model.
    ///
    /// @param channels 3, or 1 for models that take grey
    HostTensor tensor(Picture picture, ImageLayout layout, int channels, ElementType element) {
        check("--picture_mean", mean, channels);
        check("--picture_scale", scale, channels);
        PartialShape shape = layout.shape(channels, picture.height(), picture.width());
        float[] values = new float[channels * picture.height() * picture.width()];
        int pixels = picture.height() * picture.width();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                float colour =
                        channels == 1 ? grey(picture, pixel) : colour(picture, pixel, channel);
                int at =
                        layout == ImageLayout.NCHW
                                ? channel * pixels + pixel
                                : pixel * channels + channel;
                values[at] = (colour - of(mean, channel)) / of(scale, channel);
            }
        }
        return tensor(values, new TensorType(element, shape));
    }

    private static HostTensor tensor(float[] values, TensorType type) {
        HostTensor tensor = HostTensor.allocate(type);
        for (int i = 0; i < values.length; i++) {
            Elements.setReal(
                    tensor.data(),
                    type.element(),
                    i,
                    type.element().isFloat() ? values[i] : Math.rint(values[i]));
        }
        return tensor;
    }

    private float colour(Picture picture, int pixel, int channel) {
        return picture.value(pixel, bgr ? Picture.CHANNELS - 1 - channel : channel);
    }

    /// The brightness that ITU-R BT.601 gives a colour.
    private static float grey(Picture picture, int pixel) {
        return 0.299f * picture.value(pixel, 0)
                + 0.587f * picture.value(pixel, 1)
                + 0.114f * picture.value(pixel, 2);
    }

    private static float of(List<Float> numbers, int channel) {
        return numbers.get(numbers.size() == 1 ? 0 : channel);
    }

    private static void check(String option, List<Float> numbers, int channels) {
        if (numbers.size() != 1 && numbers.size() != channels) {
            throw new UsageException(
                    option,
                    "it has "
                            + numbers.size()
                            + " numbers, but the input has "
                            + (channels == 1 ? "1 channel" : channels + " channels"),
                    "Write one number, or one a channel.");
        }
    }

    /// `RGB, (pixel - 127.5) / 128`.
    String describe(int channels) {
        StringBuilder text = new StringBuilder(channels == 1 ? "grey" : bgr ? "BGR" : "RGB");
        boolean shifted = !mean.equals(NONE.mean);
        boolean scaled = !scale.equals(NONE.scale);
        if (!shifted && !scaled) {
            return text.append(", 0 to 255").toString();
        }
        text.append(", ").append(shifted ? "(pixel - " + words(mean) + ")" : "pixel");
        return text.append(scaled ? " / " + words(scale) : "").toString();
    }

    private static String words(List<Float> numbers) {
        String all =
                numbers.stream()
                        .map(number ->
                                String.format(Locale.ROOT, "%s", number).replaceFirst("\\.0$", ""))
                        .collect(Collectors.joining(", "));
        return numbers.size() == 1 ? all : "[" + all + "]";
    }
}

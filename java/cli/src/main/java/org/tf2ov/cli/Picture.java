package org.tf2ov.cli;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.tf2ov.problem.MalformedInputException;

/// A picture as a model sees it: rows from top to bottom, pixels from left to right, red, green and
/// blue from 0 to 255.
final class Picture {
    static final int CHANNELS = 3;

    private final int height;
    private final int width;
    private final float[] values;

    /// @param values `[height, width, 3]`; they must not change any more
    Picture(int height, int width, float[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /// Reads a PNG, JPEG, BMP or GIF. Transparency is left out, grey becomes three equal channels.
    ///
    /// @throws MalformedInputException if the file is not such a picture
    static Picture read(Path file) {
        ImageIO.setUseCache(false);
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            image = ImageIO.read(in);
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK throw whatever their arithmetic meets when a picture is
            // damaged.
            throw new MalformedInputException(
                    file.toString(),
                    "the picture cannot be read: "
                            + (e.getMessage() == null ? "it is damaged" : e.getMessage()),
                    e);
        }
        if (image == null) {
            throw new MalformedInputException(
                    file.toString(),
                    "this is neither a picture (PNG, JPEG, BMP, GIF) nor a .npy array");
        }
        return of(image);
    }

    private static Picture of(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(height, width), CHANNELS)];
        // getRGB would brighten grey pictures: Java takes their numbers for linear light, everybody
        // else for sRGB.
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = Math.max(0, image.getSampleModel().getSampleSize(0) - 8);
        int scale =
                grey ? 255 / (Math.min(256, 1 << image.getSampleModel().getSampleSize(0)) - 1) : 1;
        Raster raster = image.getRaster();
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            if (grey) {
                raster.getSamples(0, y, width, 1, 0, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int pixel = grey ? (row[x] >> shift) * scale * 0x010101 : row[x];
                values[at++] = pixel >> 16 & 0xff;
                values[at++] = pixel >> 8 & 0xff;
                values[at++] = pixel & 0xff;
            }
        }
        return new Picture(height, width, values);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /// A colour of the pixel that is `pixel`th in reading order.
    float value(int pixel, int channel) {
        return values[pixel * CHANNELS + channel];
    }

    /// The picture in another size: bilinear, with half-pixel centres, without antialiasing. The
    /// arithmetic is that of TensorFlow's `tf.image.resize(..., method='bilinear')`, to the bit.
    Picture resize(int toHeight, int toWidth) {
        if (toHeight == height && toWidth == width) {
            return this;
        }
        Axis rows = new Axis(height, toHeight);
        Axis columns = new Axis(width, toWidth);
        float[] resized = new float[toHeight * toWidth * CHANNELS];
        int at = 0;
        for (int y = 0; y < toHeight; y++) {
            int above = rows.lower[y] * width;
            int below = rows.upper[y] * width;
            for (int x = 0; x < toWidth; x++) {
                int left = columns.lower[x];
                int right = columns.upper[x];
                for (int channel = 0; channel < CHANNELS; channel++) {
                    float top =
                            mix(
                                    values[(above + left) * CHANNELS + channel],
                                    values[(above + right) * CHANNELS + channel],
                                    columns.weight[x]);
                    float bottom =
                            mix(
                                    values[(below + left) * CHANNELS + channel],
                                    values[(below + right) * CHANNELS + channel],
                                    columns.weight[x]);
                    resized[at++] = mix(top, bottom, rows.weight[y]);
                }
            }
        }
        return new Picture(toHeight, toWidth, resized);
    }

    private static float mix(float from, float to, float weight) {
        return from + (to - from) * weight;
    }

    /// Between which two old rows (or columns) each new one lies, and how near to the second.
    private static final class Axis {
        private final int[] lower;
        private final int[] upper;
        private final float[] weight;

        Axis(int from, int to) {
            lower = new int[to];
            upper = new int[to];
            weight = new float[to];
            float scale = (float) from / to;
            for (int i = 0; i < to; i++) {
                float at = (i + 0.5f) * scale - 0.5f;
                float floor = (float) Math.floor(at);
                lower[i] = Math.max((int) floor, 0);
                upper[i] = Math.min((int) Math.ceil(at), from - 1);
                weight[i] = at - floor;
            }
        }
    }
}

package org.tf2ov.cli;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Where a picture's channels stand in the input of a model.
enum ImageLayout {
    /// Channels first: `[N, C, H, W]`.
    NCHW(1, 2, 3),
    /// Channels last: `[N, H, W, C]`.
    NHWC(3, 1, 2);

    private final int channelAxis;
    private final int heightAxis;
    private final int widthAxis;

    ImageLayout(int channelAxis, int heightAxis, int widthAxis) {
        this.channelAxis = channelAxis;
        this.heightAxis = heightAxis;
        this.widthAxis = widthAxis;
    }

    /// The layout that a shape of rank 4 must have for it to take a picture of one or three
    /// channels. Where both would do, as in `[1,3,3,3]`, it is channels first, as in IR.
    static Optional<ImageLayout> of(PartialShape shape) {
        if (!shape.hasRank(4)) {
            return Optional.empty();
        }
        for (ImageLayout layout : values()) {
            Dimension channels = shape.dimension(layout.channelAxis);
            if (channels.is(3) || channels.is(1)) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }

    Dimension channels(PartialShape shape) {
        return shape.dimension(channelAxis);
    }

    Dimension height(PartialShape shape) {
        return shape.dimension(heightAxis);
    }

    Dimension width(PartialShape shape) {
        return shape.dimension(widthAxis);
    }

    /// The shape of one picture in this layout.
    PartialShape shape(long channels, long height, long width) {
        return this == NCHW
                ? PartialShape.of(1, channels, height, width)
                : PartialShape.of(1, height, width, channels);
    }
}

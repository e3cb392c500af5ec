package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// How large the output of a sliding window is.
final class Windows {
    private Windows() {}

    /// What a convolution's filters say, whatever their layout.
    ///
    /// @param input channels that they read, of all groups
    /// @param output channels that they make, of all groups
    /// @param kernel the size of the window
    record Filters(Dimension input, Dimension output, List<Dimension> kernel) {}

    /// Tells a layout of filters by their shape and the channels of the image.
    @FunctionalInterface
    interface Layout {
        Filters read(PartialShape filters, Dimension channels);
    }

    /// How many groups there are: as many as the filters say, or as many as make up the channels.
    static Dimension groups(Dimension said, Dimension channels, Dimension inGroup) {
        return said.isStatic() || !inGroup.isStatic() || inGroup.is(0) || channels.isUnbounded()
                ? said
                : Blocks.parts("the channels", channels, inGroup.value());
    }

    /// The result of a convolution that keeps the image or makes it smaller.
    static List<Fact> convolve(
            SlidingWindow op,
            List<Integer> dilations,
            List<Value> inputs,
            int inFront,
            Layout layout) {
        Require.inputs(inputs, 2);
        ElementType element = Require.sameElement(inputs);
        Require.number("the image", inputs.getFirst());
        PartialShape image = imageShape(op, dilations, inputs, inFront);
        if (!image.hasRank()) {
            return List.of(Fact.of(new TensorType(element, image)));
        }
        Filters filters = filters(inputs.get(1), image, inFront, layout);
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(image.dimension(0));
        dimensions.add(filters.output());
        for (int i = 0; i < image.rank() - 2; i++) {
            Dimension size = image.dimension(i + 2);
            int stride = at(op.strides(), i, 1);
            Dimension window = dilated(filters.kernel().get(i), at(dilations, i, 1));
            dimensions.add(
                    op.autoPad().isSame()
                            ? size.ceilDivide(stride)
                            : positions(padded(op, size, i), window, stride, RoundingType.FLOOR));
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    /// The result of a convolution that makes the image larger.
    static List<Fact> deconvolve(
            SlidingWindow op,
            List<Integer> dilations,
            List<Integer> outputPadding,
            List<Value> inputs,
            int inFront,
            Layout layout) {
        Require.inputs(inputs, 2, 3);
        ElementType element = Require.sameElement(inputs.subList(0, 2));
        Require.number("the image", inputs.getFirst());
        PartialShape image = imageShape(op, dilations, inputs, inFront);
        if (!image.hasRank()) {
            return List.of(Fact.of(new TensorType(element, image)));
        }
        Filters filters = filters(inputs.get(1), image, inFront, layout);
        int spatial = image.rank() - 2;
        checkAttribute("output_padding", outputPadding, spatial, 0);
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(image.dimension(0));
        dimensions.add(filters.output());
        if (inputs.size() == 3) {
            dimensions.addAll(wantedSize(inputs.get(2), spatial).dimensions());
        } else {
            for (int i = 0; i < spatial; i++) {
                Dimension steps = image.dimension(i + 2).plus(-1).atLeastZero();
                Dimension window = dilated(filters.kernel().get(i), at(dilations, i, 1));
                Dimension size =
                        steps.times(at(op.strides(), i, 1))
                                .plus(window)
                                .plus(at(outputPadding, i, 0))
                                .plus(op.autoPad() == AutoPad.EXPLICIT ? -pads(op, i) : 0);
                Require.that(size.max() >= 0, "the padding leaves nothing of the output");
                dimensions.add(size.atLeastZero());
            }
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    private static PartialShape wantedSize(Value size, int spatial) {
        Require.integer("the size of the output", size);
        Require.rank("the size of the output", size.shape(), 1);
        PartialShape wanted = Contents.asShape(size);
        Require.rank("what the size of the output lists", wanted, spatial);
        return wanted.hasRank() ? wanted : PartialShape.ofRank(spatial);
    }

    /// The shape of an output of a pool.
    static PartialShape pool(
            SlidingWindow op,
            List<Integer> dilations,
            List<Integer> kernel,
            RoundingType rounding,
            PartialShape image) {
        int spatial = kernel.size();
        Require.that(
                1 <= spatial && spatial <= 3, "kernel must have 1 to 3 elements and is %s", kernel);
        Require.rank("the image", image, spatial + 2);
        checkAttribute("kernel", kernel, spatial, 1);
        checkAttribute("strides", op.strides(), spatial, 1);
        checkAttribute("dilations", dilations, spatial, 1);
        checkAttribute("pads_begin", op.padsBegin(), spatial, 0);
        checkAttribute("pads_end", op.padsEnd(), spatial, 0);
        if (!image.hasRank()) {
            return PartialShape.ofRank(spatial + 2);
        }
        List<Dimension> dimensions = new ArrayList<>(image.dimensions().subList(0, 2));
        for (int i = 0; i < spatial; i++) {
            Dimension size = image.dimension(i + 2);
            int stride = at(op.strides(), i, 1);
            Dimension window = dilated(Dimension.of(kernel.get(i)), at(dilations, i, 1));
            if (!op.autoPad().isSame()) {
                dimensions.add(positions(padded(op, size, i), window, stride, rounding));
            } else if (size.isStatic()) {
                Dimension covered =
                        size.ceilDivide(stride).plus(-1).times(stride).plus(window).max(size);
                dimensions.add(positions(covered, window, stride, rounding));
            } else {
                dimensions.add(Dimension.ANY);
            }
        }
        return PartialShape.of(dimensions);
    }

    /// How many positions a window has.
    private static Dimension positions(
            Dimension size, Dimension window, int stride, RoundingType rounding) {
        Require.that(
                !size.isStatic() || size.max() >= window.min(),
                "the window of %s does not fit into the padded size %s",
                window,
                size);
        Dimension room = size.minus(window).atLeastZero();
        return (rounding == RoundingType.CEIL ? room.ceilDivide(stride) : room.floorDivide(stride))
                .plus(1);
    }

    /// The size of a window with gaps.
    private static Dimension dilated(Dimension kernel, int dilation) {
        return kernel.plus(-1).atLeastZero().times(dilation).plus(1);
    }

    private static Dimension padded(SlidingWindow op, Dimension size, int index) {
        return op.autoPad() == AutoPad.VALID ? size : size.plus(pads(op, index));
    }

    private static long pads(SlidingWindow op, int index) {
        return at(op.padsBegin(), index, 0) + (long) at(op.padsEnd(), index, 0);
    }

    /// The shape of the image, with the rank that filters or attributes say if its own is not
    /// known.
    ///
    /// @param inFront the number of dimensions of the filters that are in front of the kernel's
    private static PartialShape imageShape(
            SlidingWindow op, List<Integer> dilations, List<Value> inputs, int inFront) {
        PartialShape image = inputs.get(0).shape();
        PartialShape filters = inputs.get(1).shape();
        if (!image.hasRank() && !filters.hasRank() && op.strides().isEmpty()) {
            return PartialShape.DYNAMIC;
        }
        int spatial =
                image.hasRank()
                        ? image.rank() - 2
                        : filters.hasRank() ? filters.rank() - inFront : op.strides().size();
        Require.that(
                1 <= spatial && spatial <= 3,
                "images have 1, 2 or 3 dimensions behind batch and channels, not [%s]",
                image);
        Require.rank("the filters", filters, spatial + inFront);
        checkAttribute("strides", op.strides(), spatial, 1);
        checkAttribute("dilations", dilations, spatial, 1);
        checkAttribute("pads_begin", op.padsBegin(), spatial, Integer.MIN_VALUE);
        checkAttribute("pads_end", op.padsEnd(), spatial, Integer.MIN_VALUE);
        return image.hasRank() ? image : PartialShape.ofRank(spatial + 2);
    }

    private static Filters filters(Value value, PartialShape image, int inFront, Layout layout) {
        PartialShape shape =
                value.shape().hasRank()
                        ? value.shape()
                        : PartialShape.ofRank(image.rank() - 2 + inFront);
        Filters filters = layout.read(shape, image.dimension(1));
        Require.that(
                image.dimension(1).overlaps(filters.input()),
                "the image has %s channels and the filters read %s",
                image.dimension(1),
                filters.input());
        return filters;
    }

    private static void checkAttribute(String name, List<Integer> values, int count, int least) {
        Require.that(
                values.isEmpty() || values.size() == count,
                "%s must have %s elements and is %s",
                name,
                count,
                values);
        for (int value : values) {
            Require.that(value >= least, "%s must be at least %s and is %s", name, least, values);
        }
    }

    private static int at(List<Integer> values, int index, int otherwise) {
        return values.isEmpty() ? otherwise : values.get(index);
    }
}

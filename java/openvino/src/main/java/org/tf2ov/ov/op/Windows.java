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
    /// @param input channels that it reads, of all groups
    /// @param output channels that it makes, of all groups
    /// @param kernel the size of the window
    record Filters(Dimension input, Dimension output, List<Dimension> kernel) {}

    /// The result of a convolution that makes the image smaller or keeps it.
    static List<Fact> convolve(
            SlidingWindow op,
            List<Integer> dilations,
            List<Value> inputs,
            int filterDimensions,
            java.util.function.Function<PartialShape, Filters> layout) {
        Require.inputs(inputs, 2);
        PartialShape image = inputs.get(0).shape();
        PartialShape filter = inputs.get(1).shape();
        ElementType element = Require.sameElement(inputs);
        Require.number("the image", inputs.get(0));
        int spatial = spatial(op, image, filter, filterDimensions);
        if (spatial < 0) {
            return List.of(Fact.of(new TensorType(element, PartialShape.DYNAMIC)));
        }
        checkRanks(op, dilations, image, filter, filterDimensions, spatial);
        PartialShape known = image.hasRank() ? image : PartialShape.ofRank(spatial + 2);
        Filters filters =
                layout.apply(
                        filter.hasRank()
                                ? filter
                                : PartialShape.ofRank(spatial + filterDimensions));
        Require.that(
                known.dimension(1).overlaps(filters.input()),
                "the image has %s channels and the filters read %s",
                known.dimension(1),
                filters.input());
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(known.dimension(0));
        dimensions.add(filters.output());
        for (int i = 0; i < spatial; i++) {
            int stride = at(op.strides(), i, 1);
            Dimension size = known.dimension(i + 2);
            if (!image.hasRank()) {
                dimensions.add(Dimension.ANY);
                continue;
            }
            if (op.autoPad().isSame()) {
                dimensions.add(size.ceilDivide(stride));
                continue;
            }
            boolean valid = op.autoPad() == AutoPad.VALID;
            long pads = valid ? 0 : at(op.padsBegin(), i, 0) + (long) at(op.padsEnd(), i, 0);
            Dimension kernel = dilated(filters.kernel().get(i), at(dilations, i, 1));
            Dimension padded = size.plus(pads);
            Require.that(
                    padded.max() >= kernel.min(),
                    "the window of %s does not fit into the padded size %s",
                    kernel,
                    padded);
            dimensions.add(slide(padded, kernel, stride, RoundingType.FLOOR));
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    /// How many positions a window has.
    static Dimension slide(Dimension size, Dimension kernel, int stride, RoundingType rounding) {
        Dimension room = size.minus(kernel).atLeastZero();
        Dimension steps =
                rounding == RoundingType.CEIL ? room.ceilDivide(stride) : room.floorDivide(stride);
        return steps.plus(1);
    }

    /// The size of a window with gaps.
    static Dimension dilated(Dimension kernel, int dilation) {
        return kernel.minus(Dimension.of(1)).times(dilation).plus(1).atLeastZero();
    }

    /// The number of dimensions that the window slides along, or -1 if nothing says it.
    static int spatial(
            SlidingWindow op, PartialShape image, PartialShape filter, int filterDimensions) {
        if (image.hasRank()) {
            return image.rank() - 2;
        }
        if (filter.hasRank()) {
            return filter.rank() - filterDimensions;
        }
        return op.strides().isEmpty() ? -1 : op.strides().size();
    }

    static void checkRanks(
            SlidingWindow op,
            List<Integer> dilations,
            PartialShape image,
            PartialShape filter,
            int filterDimensions,
            int spatial) {
        Require.that(
                1 <= spatial && spatial <= 3,
                "images have 1, 2 or 3 dimensions behind batch and channels, not [%s]",
                image);
        Require.rank("the filters", filter, spatial + filterDimensions);
        checkAttribute("strides", op.strides(), spatial, 1);
        checkAttribute("dilations", dilations, spatial, 1);
        checkAttribute("pads_begin", op.padsBegin(), spatial, Integer.MIN_VALUE);
        checkAttribute("pads_end", op.padsEnd(), spatial, Integer.MIN_VALUE);
    }

    static void checkAttribute(String name, List<Integer> values, int count, int least) {
        Require.that(
                values.isEmpty() || values.size() == count,
                "%s must have %s elements and is %s",
                name,
                count,
                values);
        Require.that(
                values.stream().allMatch(value -> value >= least),
                "%s must be at least %s and is %s",
                name,
                least,
                values);
    }

    static int at(List<Integer> values, int index, int otherwise) {
        return values.isEmpty() ? otherwise : values.get(index);
    }

    /// The result of a convolution that makes the image larger.
    static List<Fact> deconvolve(
            SlidingWindow op,
            List<Integer> dilations,
            List<Integer> outputPadding,
            List<Value> inputs,
            int filterDimensions,
            java.util.function.Function<PartialShape, Filters> layout) {
        Require.inputs(inputs, 2, 3);
        PartialShape image = inputs.get(0).shape();
        PartialShape filter = inputs.get(1).shape();
        ElementType element = Require.sameElement(inputs.subList(0, 2));
        Require.number("the image", inputs.get(0));
        int spatial = spatial(op, image, filter, filterDimensions);
        if (spatial < 0) {
            return List.of(Fact.of(new TensorType(element, PartialShape.DYNAMIC)));
        }
        checkRanks(op, dilations, image, filter, filterDimensions, spatial);
        checkAttribute("output_padding", outputPadding, spatial, 0);
        PartialShape known = image.hasRank() ? image : PartialShape.ofRank(spatial + 2);
        Filters filters =
                layout.apply(
                        filter.hasRank()
                                ? filter
                                : PartialShape.ofRank(spatial + filterDimensions));
        Require.that(
                known.dimension(1).overlaps(filters.input()),
                "the image has %s channels and the filters read %s",
                known.dimension(1),
                filters.input());
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(known.dimension(0));
        dimensions.add(filters.output());
        if (inputs.size() == 3) {
            Value size = inputs.get(2);
            Require.integer("the output size", size);
            Require.rank("the output size", size.shape(), 1);
            PartialShape asked = Contents.asShape(size);
            if (!asked.hasRank()) {
                asked = PartialShape.ofRank(spatial);
            }
            Require.rank("the output size as a shape", asked, spatial);
            dimensions.addAll(asked.dimensions());
        } else {
            for (int i = 0; i < spatial; i++) {
                boolean explicit = op.autoPad() == AutoPad.EXPLICIT;
                long pads = explicit ? at(op.padsBegin(), i, 0) + (long) at(op.padsEnd(), i, 0) : 0;
                Dimension kernel = dilated(filters.kernel().get(i), at(dilations, i, 1));
                Dimension grown =
                        known.dimension(i + 2)
                                .minus(Dimension.of(1))
                                .times(at(op.strides(), i, 1))
                                .plus(kernel)
                                .plus(at(outputPadding, i, 0) - pads);
                Require.that(grown.max() >= 0, "the output would have the size %s", grown);
                dimensions.add(grown.atLeastZero());
            }
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    /// The shape of one output of a pool.
    static PartialShape pool(
            SlidingWindow op,
            List<Integer> dilations,
            List<Integer> kernel,
            RoundingType rounding,
            PartialShape image) {
        int spatial = kernel.size();
        Require.rank("the image", image, spatial + 2);
        Require.that(
                1 <= spatial && spatial <= 3, "kernel must have 1 to 3 elements and is %s", kernel);
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
            if (op.autoPad().isSame()) {
                dimensions.add(size.ceilDivide(stride));
                continue;
            }
            boolean valid = op.autoPad() == AutoPad.VALID;
            long pads = valid ? 0 : at(op.padsBegin(), i, 0) + (long) at(op.padsEnd(), i, 0);
            Dimension window = dilated(Dimension.of(kernel.get(i)), at(dilations, i, 1));
            Dimension padded = size.plus(pads);
            Require.that(
                    padded.max() >= window.min(),
                    "the window of %s does not fit into the padded size %s",
                    window,
                    padded);
            dimensions.add(slide(padded, window, stride, rounding));
        }
        return PartialShape.of(dimensions);
    }
}

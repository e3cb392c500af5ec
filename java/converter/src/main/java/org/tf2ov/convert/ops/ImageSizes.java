package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// Height and width of a channels-last image before and after it is resized, in numbers.
record ImageSizes(List<Long> before, List<Long> after) {
    /// Images are not this large.
    private static final long LARGEST = 1 << 16;

    /// If they are known when the model is converted.
    static Optional<ImageSizes> of(OpNode node) {
        Value x = node.input(0);
        Optional<long[]> wanted = node.input(1).longs();
        if (wanted.filter(size -> size.length != 2 || !isSize(size[0]) || !isSize(size[1]))
                .isPresent()) {
            throw new UntranslatableException(
                    "its size (input 1) is " + Arrays.toString(wanted.get()));
        }
        if (wanted.isEmpty() || !x.shape().hasRank(4)) {
            return Optional.empty();
        }
        Dimension height = x.shape().dimension(1);
        Dimension width = x.shape().dimension(2);
        return isKnown(height) && isKnown(width)
                ? Optional.of(
                        new ImageSizes(
                                List.of(height.value(), width.value()),
                                Arrays.stream(wanted.get()).boxed().toList()))
                : Optional.empty();
    }

    private static boolean isSize(long size) {
        return 0 < size && size <= LARGEST;
    }

    private static boolean isKnown(Dimension dimension) {
        return dimension.isStatic() && isSize(dimension.value());
    }

    /// How far apart in the old image two pixels of the new one are, in `f32` as TensorFlow
    /// computes it.
    static float scale(long before, long after, boolean alignCorners) {
        return alignCorners && after > 1
                ? (before - 1) / (float) (after - 1)
                : before / (float) after;
    }

    /// The same where the sizes are values of the graph.
    static Term scale(Term before, Term after, boolean alignCorners) {
        Term whole = real(before).over(real(after));
        return alignCorners
                ? after.greater(1)
                        .choose(real(before.minus(1)).over(real(after.minus(1).max(1))), whole)
                : whole;
    }

    private static Term real(Term whole) {
        return whole.convert(ElementType.F32);
    }
}

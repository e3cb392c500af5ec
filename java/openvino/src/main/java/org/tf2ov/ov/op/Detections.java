package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// How many boxes there are to choose from.
///
/// @param batch images, as the boxes tell
/// @param images images, as the scores tell
/// @param classes classes of each
/// @param boxes boxes of each image
record Detections(Dimension batch, Dimension images, Dimension classes, Dimension boxes) {
    /// From boxes `[batch, boxes, 4]` and scores `[batch, classes, boxes]`.
    static Detections of(Value boxes, Value scores) {
        for (Value value : List.of(boxes, scores)) {
            Require.real("boxes and scores", value);
            Require.that(
                    value.type().element() != ElementType.F64, "boxes and scores must not be f64");
        }
        Require.rank("the boxes", boxes.shape(), 3);
        Require.rank("the scores", scores.shape(), 3);
        PartialShape places = boxes.shape().hasRank() ? boxes.shape() : PartialShape.ofRank(3);
        PartialShape marks = scores.shape().hasRank() ? scores.shape() : PartialShape.ofRank(3);
        Require.that(
                places.dimension(2).contains(4),
                "a box has 4 numbers, not %s",
                places.dimension(2));
        Require.that(
                places.dimension(0).overlaps(marks.dimension(0))
                        && places.dimension(1).overlaps(marks.dimension(2)),
                "%s and %s are not of the same boxes",
                boxes.type(),
                scores.type());
        return new Detections(
                places.dimension(0), marks.dimension(0), marks.dimension(1), places.dimension(1));
    }

    /// How many are selected if there may be so many of each class in each image.
    Dimension most(Optional<Long> ofEach) {
        boolean known = images.isStatic() && classes.isStatic() && boxes.isStatic();
        return known && ofEach.isPresent()
                ? upTo(images.times(classes).times(Math.min(boxes.value(), ofEach.get())))
                : Dimension.ANY;
    }

    /// How many are selected if so many of each class are looked at and so many of an image are
    /// kept; -1 is no limit.
    Dimension most(int ofEach, int ofImage) {
        Dimension all = most(Optional.of(ofEach < 0 ? Long.MAX_VALUE : ofEach));
        return all.isUnbounded() || ofImage < 0 ? all : upTo(all.min(images.times(ofImage)));
    }

    private static Dimension upTo(Dimension most) {
        return new Dimension(0, most.max());
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Ceiling;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.tensor.ElementType;

/// `CropAndResize(images, boxes, box_indices, crop_size; method, extrapolation_value)`: parts of
/// images, resized. A box is `y1, x1, y2, x2` in parts of the image; row `i` of a crop lies at
///
///     y1 * (height - 1) + i * (y2 - y1) * (height - 1) / (crop_height - 1)
///
/// or in the middle of the box if the crop has one row. What lies outside of the image has the
/// extrapolation value. All images are put one above the other, so that none is copied for a box.
@TfOp("CropAndResize")
final class TfCropAndResize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        node.rank(0);
        Value images = f.convert(node.input(0), ElementType.F32);
        Value boxes = node.input(1);
        Value size = f.i64(node.input(3));
        Term height = new Term(g, f.dimension(images, 1));
        Term width = new Term(g, f.dimension(images, 2));
        // [boxes, crop height, 1] and [boxes, 1, crop width]
        Term y = places(f, boxes, 0, 2, height, f.gather(size, f.number(0), 0), 2);
        Term x = places(f, boxes, 1, 3, width, f.gather(size, f.number(1), 0), 1);
        Term inside = inside(y, height).and(inside(x, width));
        Term first = new Term(g, f.unsqueeze(f.i64(node.input(2)), 1, 2)).times(height);
        String method = node.attr("method", "bilinear");
        Term crops =
                switch (method) {
                    case "nearest" -> nearest(f, images, first, y, x, height, width);
                    case "bilinear" -> bilinear(f, images, first, y, x, height, width);
                    default ->
                            throw new UntranslatableException(
                                    "its method is '"
                                            + method
                                            + "'; bilinear and nearest are known");
                };
        Term outside = crops.number(node.attr("extrapolation_value", 0f));
        return List.of(new Term(g, f.unsqueeze(inside.value(), 3)).choose(crops, outside).value());
    }

    /// Where the rows or columns of each box lie in the image.
    private static Term places(
            Formula f, Value boxes, int from, int to, Term size, Value count, int axis) {
        GraphBuilder g = f.g();
        Term low = new Term(g, f.unsqueeze(f.column(boxes, from), 1));
        Term high = new Term(g, f.unsqueeze(f.column(boxes, to), 1));
        Term last = real(size.minus(1));
        Term gaps = new Term(g, count).minus(1);
        Term step = high.minus(low).times(last).over(real(gaps.max(1)));
        Term i = real(new Term(g, f.unsqueeze(f.range(count), 0)));
        Term run = low.times(last).plus(i.times(step));
        Term middle = low.plus(high).times(last).times(0.5);
        Term places = gaps.greater(0).choose(run, middle);
        return new Term(g, f.unsqueeze(places.value(), axis));
    }

    private static Term inside(Term place, Term size) {
        return place.atLeast(0).and(place.atMost(real(size.minus(1))));
    }

    /// The pixels at whole rows and columns: a row of all images one above the other, a column.
    private static Value pixels(Formula f, Value images, Term row, Term column, Term width) {
        Value shape = f.shapeOf(images);
        Value flat = f.reshape(images, f.concat(0, f.numbers(-1), f.slice(shape, 3, 4, 0)));
        return f.gather(flat, row.times(width).plus(column).value(), 0);
    }

    private static Term nearest(
            Formula f, Value images, Term first, Term y, Term x, Term height, Term width) {
        Term row = whole(rounded(y), height).plus(first);
        return new Term(f.g(), pixels(f, images, row, whole(rounded(x), width), width));
    }

    private static Term rounded(Term place) {
        return place.then(new Round(RoundMode.HALF_AWAY_FROM_ZERO));
    }

    private static Term bilinear(
            Formula f, Value images, Term first, Term y, Term x, Term height, Term width) {
        Term top = whole(y.floor(), height).plus(first);
        Term bottom = whole(y.then(new Ceiling()), height).plus(first);
        Term left = whole(x.floor(), width);
        Term right = whole(x.then(new Ceiling()), width);
        Term down = new Term(f.g(), f.unsqueeze(y.minus(y.floor()).value(), 3));
        Term across = new Term(f.g(), f.unsqueeze(x.minus(x.floor()).value(), 3));
        Term above =
                between(
                        new Term(f.g(), pixels(f, images, top, left, width)),
                        new Term(f.g(), pixels(f, images, top, right, width)),
                        across);
        Term below =
                between(
                        new Term(f.g(), pixels(f, images, bottom, left, width)),
                        new Term(f.g(), pixels(f, images, bottom, right, width)),
                        across);
        return between(above, below, down);
    }

    private static Term between(Term a, Term b, Term part) {
        return a.plus(b.minus(a).times(part));
    }

    /// As a place in the image, also where it lies outside.
    private static Term whole(Term place, Term size) {
        return place.max(0).convert(ElementType.I64).min(size.minus(1));
    }

    private static Term real(Term whole) {
        return whole.convert(ElementType.F32);
    }
}

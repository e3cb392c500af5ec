package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.tensor.ElementType;

/// `ImageProjectiveTransformV3(images, transforms, size, fill_value; interpolation, fill_mode)`: the
/// pixel at `x, y` of the result is that of the image at
///
///     (a0 x + a1 y + a2) / (c0 x + c1 y + 1),  (b0 x + b1 y + b2) / (c0 x + c1 y + 1)
///
/// for a transform `a0, a1, a2, b0, b1, b2, c0, c1`. What lies outside is mapped into the image by
/// the mode, or has the fill value. Source: TensorFlow, `image_ops.h`.
@TfOp({"ImageProjectiveTransformV2", "ImageProjectiveTransformV3"})
final class TfImageProjectiveTransform implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        node.rank(0);
        Value images = node.input(0);
        ElementType type = images.type().element();
        Value size = f.i64(node.input(2));
        Term height = new Term(g, f.dimension(images, 1));
        Term width = new Term(g, f.dimension(images, 2));
        Value rows = f.range(f.gather(size, f.number(0), 0));
        Value columns = f.range(f.gather(size, f.number(1), 0));
        // [1, rows, 1] and [1, 1, columns]; what is computed of them has the batch in front.
        Term oy = real(new Term(g, f.unsqueeze(rows, 0, 2)));
        Term ox = real(new Term(g, f.unsqueeze(columns, 0, 1)));
        Term[] a = new Term[8];
        for (int i = 0; i < a.length; i++) {
            a[i] = new Term(g, f.unsqueeze(f.column(node.input(1), i), 1, 2));
        }
        Term projection = a[6].times(ox).plus(a[7].times(oy)).plus(1);
        Term finite = projection.equal(0).not();
        Term divisor = finite.choose(projection, projection.number(1));
        Term ix = a[0].times(ox).plus(a[1].times(oy)).plus(a[2]).over(divisor);
        Term iy = a[3].times(ox).plus(a[4].times(oy)).plus(a[5]).over(divisor);
        String mode = node.attr("fill_mode", "CONSTANT");
        Term x = mapped(ix, real(width), mode);
        Term y = mapped(iy, real(height), mode);
        Term none = x.number(-2);
        x = finite.choose(x, none);
        y = finite.choose(y, none);
        Value shape = f.shapeOf(images);
        Value flat = f.reshape(images, f.concat(0, f.numbers(-1), f.slice(shape, 3, 4, 0)));
        Term first =
                new Term(g, f.unsqueeze(f.range(f.dimension(images, 0)), 1, 2))
                        .times(height)
                        .times(width);
        Term fill =
                node.op().endsWith("V3")
                        ? new Term(g, f.reshape(node.input(3)))
                        : new Term(g, g.scalar(ElementType.F32, 0));
        // Fill values are of the type of the image, as in TensorFlow.
        fill = fill.convert(type);
        String interpolation = node.attr("interpolation", "");
        Image image = new Image(f, flat, first, height, width, fill);
        Term result =
                switch (interpolation) {
                    case "NEAREST" -> image.at(rounded(y), rounded(x));
                    case "BILINEAR" -> image.between(y, x).convert(type);
                    default ->
                            throw new UntranslatableException(
                                    "its interpolation is '"
                                            + interpolation
                                            + "'; NEAREST and BILINEAR are known");
                };
        return List.of(result.value());
    }

    private static Term mapped(Term x, Term length, String mode) {
        Term zero = x.number(0);
        Term last = length.minus(1);
        Term single = length.atMost(1);
        Term mapped =
                switch (mode) {
                    case "CONSTANT" -> x;
                    case "NEAREST" -> x;
                    case "REFLECT" -> {
                        Term twice = length.times(2);
                        Term below = twice.times(x.negative().over(twice).floor()).plus(x);
                        below =
                                below.less(length.negative())
                                        .choose(below.plus(twice), below.negative().minus(1));
                        Term above = x.minus(twice.times(x.over(twice).floor()));
                        above = above.atLeast(length).choose(twice.minus(above).minus(1), above);
                        yield x.less(0).choose(below, x.greater(last).choose(above, x));
                    }
                    case "WRAP" -> {
                        Term gaps = last.max(1);
                        Term below = x.plus(length.times(x.negative().over(gaps).floor().plus(1)));
                        Term above = x.minus(length.times(x.over(gaps).floor()));
                        yield x.less(0).choose(below, x.greater(last).choose(above, x));
                    }
                    default ->
                            throw new UntranslatableException(
                                    "its fill_mode is '"
                                            + mode
                                            + "'; CONSTANT, NEAREST, REFLECT and WRAP are known");
                };
        // Further outside there is nothing but the fill value.
        return mode.equals("CONSTANT")
                ? x.max(-2).min(length.plus(1))
                : single.choose(zero, mapped).max(zero).min(last);
    }

    private static Term rounded(Term place) {
        return place.then(new Round(RoundMode.HALF_AWAY_FROM_ZERO)).convert(ElementType.I64);
    }

    /// The pixels of all images one behind the other, and what lies around each image.
    ///
    /// @param first where each image begins
    private record Image(Formula f, Value flat, Term first, Term height, Term width, Term fill) {
        /// The pixels at whole rows and columns, which may lie outside.
        Term at(Term row, Term column) {
            Term fits = row.atLeast(0).and(row.less(height));
            fits = fits.and(column.atLeast(0)).and(column.less(width));
            Term y = row.max(0).min(height.minus(1));
            Term x = column.max(0).min(width.minus(1));
            Value place = first.plus(y.times(width)).plus(x).value();
            return channels(fits).choose(new Term(f.g(), f.gather(flat, place, 0)), fill);
        }

        Term between(Term y, Term x) {
            Term top = y.floor();
            Term left = x.floor();
            Term down = channels(y.minus(top));
            Term across = channels(x.minus(left));
            Term up = down.number(1).minus(down);
            Term back = across.number(1).minus(across);
            Term row = top.convert(ElementType.I64);
            Term column = left.convert(ElementType.I64);
            Term above =
                    back.times(real(at(row, column)))
                            .plus(across.times(real(at(row, column.plus(1)))));
            Term below =
                    back.times(real(at(row.plus(1), column)))
                            .plus(across.times(real(at(row.plus(1), column.plus(1)))));
            return up.times(above).plus(down.times(below));
        }

        private Term channels(Term perPixel) {
            return new Term(f.g(), f.unsqueeze(perPixel.value(), 3));
        }
    }

    private static Term real(Term x) {
        return x.convert(ElementType.F32);
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Split;
import org.tf2ov.tensor.ElementType;

/// Colours as red, green and blue and as hue, saturation and value, all from 0 to 1, and
/// adjustments of them. The last dimension holds the three numbers.
///
/// Source: TensorFlow, `colorspace_op.h` and `adjust_hue_op.cc`.
@TfOp({"AdjustContrastv2", "AdjustHue", "AdjustSaturation", "HSVToRGB", "RGBToHSV"})
final class TfColours implements OpTranslator {
    /// Three numbers a pixel.
    private record Colour(Term a, Term b, Term c) {
        static Colour of(GraphBuilder g, Value pixels) {
            List<Value> parts = g.addAll("", new Split(3), List.of(pixels, g.scalar(-1)));
            return new Colour(
                    new Term(g, parts.get(0)),
                    new Term(g, parts.get(1)),
                    new Term(g, parts.get(2)));
        }

        Value value() {
            return a.g().add(new Concat(-1), a.value(), b.value(), c.value());
        }
    }

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        ElementType type = x.type().element();
        if (node.op().equals("AdjustContrastv2")) {
            return List.of(contrast(f, node));
        }
        if (node.op().equals("HSVToRGB")) {
            return List.of(toRed(Colour.of(g, x)).value());
        }
        if (node.op().equals("RGBToHSV")) {
            return List.of(toHue(Colour.of(g, x)).value());
        }
        Colour old = toHue(Colour.of(g, f.convert(x, ElementType.F32)));
        Term change = new Term(g, node.input(1));
        Term hue = old.a();
        Term saturation = old.b();
        if (node.op().equals("AdjustHue")) {
            Term turned = hue.plus(change);
            hue = turned.minus(turned.floor());
        } else {
            saturation = saturation.times(change).max(0).min(1);
        }
        return List.of(f.convert(toRed(new Colour(hue, saturation, old.c())).value(), type));
    }

    /// Each channel further from its mean.
    private static Value contrast(Formula f, OpNode node) {
        Value x = f.convert(node.input(0), ElementType.F32);
        Term mean = new Term(f.g(), f.g().add(new ReduceMean(true), x, f.numbers(-3, -2)));
        Term factor = new Term(f.g(), node.input(1));
        Term image = new Term(f.g(), x);
        return f.convert(
                image.minus(mean).times(factor).plus(mean).value(), node.input(0).type().element());
    }

    private static Colour toHue(Colour rgb) {
        Term red = rgb.a();
        Term green = rgb.b();
        Term blue = rgb.c();
        Term zero = red.number(0);
        Term value = red.max(green).max(blue);
        Term range = value.minus(red.min(green).min(blue));
        Term saturation = value.greater(0).choose(range.over(value), zero);
        Term sixth = range.times(6).inverse();
        Term hue =
                red.equal(value)
                        .choose(
                                sixth.times(green.minus(blue)),
                                green.equal(value)
                                        .choose(
                                                sixth.times(blue.minus(red)).plus(2 / 6.0),
                                                sixth.times(red.minus(green)).plus(4 / 6.0)));
        hue = range.greater(0).choose(hue, zero);
        hue = hue.less(0).choose(hue.plus(1), hue);
        return new Colour(hue, saturation, value);
    }

    private static Colour toRed(Colour hsv) {
        Term six = hsv.a().times(6);
        Term red = unit(six.minus(3).abs().minus(1));
        Term green = unit(six.number(2).minus(six.minus(2).abs()));
        Term blue = unit(six.number(2).minus(six.minus(4).abs()));
        Term grey = hsv.b().number(1).minus(hsv.b());
        return new Colour(
                grey.plus(hsv.b().times(red)).times(hsv.c()),
                grey.plus(hsv.b().times(green)).times(hsv.c()),
                grey.plus(hsv.b().times(blue)).times(hsv.c()));
    }

    private static Term unit(Term x) {
        return x.max(0).min(1);
    }
}

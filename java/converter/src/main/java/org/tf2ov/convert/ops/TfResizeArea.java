package org.tf2ov.convert.ops;

import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.tensor.ElementType;

/// `ResizeArea(x, size; align_corners)`: each new pixel is the mean of what it covers in the old
/// image. Where it covers whole pixels that is a pool.
///
/// Source: TensorFlow, `resize_area_op.cc`.
@TfOp("ResizeArea")
final class TfResizeArea implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean alignCorners = node.attr("align_corners", false);
        Formula f = new Formula(g);
        node.rank(0);
        Value y = f.convert(node.input(0), ElementType.F32);
        Optional<ImageSizes> known = ImageSizes.of(node);
        if (known.isEmpty()) {
            for (int i = 0; i < 2; i++) {
                Term before = new Term(g, f.dimension(node.input(0), i + 1));
                Term after = new Term(g, f.gather(f.i64(node.input(1)), f.number(i), 0));
                Term scale = ImageSizes.scale(before, after, alignCorners);
                y = Resampling.byMatrix(f, y, i + 1, cover(f, before, after, scale));
            }
            return List.of(y);
        }
        List<Long> before = known.get().before();
        List<Long> after = known.get().after();
        if (!alignCorners
                && before.get(0) % after.get(0) == 0
                && before.get(1) % after.get(1) == 0) {
            List<Integer> window =
                    List.of(
                            Math.toIntExact(before.get(0) / after.get(0)),
                            Math.toIntExact(before.get(1) / after.get(1)));
            AvgPool mean =
                    new AvgPool(
                            window,
                            List.of(0, 0),
                            List.of(0, 0),
                            window,
                            true,
                            RoundingType.FLOOR,
                            AutoPad.VALID);
            return List.of(ChannelsLast.toLast(g, 4, g.add(mean, ChannelsLast.toFirst(g, 4, y))));
        }
        for (int i = 0; i < 2; i++) {
            float scale = ImageSizes.scale(before.get(i), after.get(i), alignCorners);
            y = resampling(g, before.get(i), after.get(i), scale).along(f, y, i + 1);
        }
        return List.of(y);
    }

    private static Resampling resampling(GraphBuilder g, long before, long after, float scale) {
        long[][] places = new long[Math.toIntExact(after)][];
        float[][] weights = new float[Math.toIntExact(after)][];
        for (int i = 0; i < after; i++) {
            float from = i * scale;
            float to = (i + 1) * scale;
            int first = (int) Math.floor(from);
            int count = (int) Math.ceil(to) - first;
            places[i] = new long[count];
            weights[i] = new float[count];
            for (int k = 0; k < count; k++) {
                int pixel = first + k;
                float covered =
                        pixel < from
                                ? pixel + 1 > to ? scale : pixel + 1 - from
                                : pixel + 1 > to ? to - pixel : 1;
                places[i][k] = Math.clamp(pixel, 0, before - 1);
                weights[i][k] = covered / scale;
            }
        }
        return Resampling.of(g, places, weights);
    }

    /// How much of each old pixel a new one covers: a matrix of new by old ones.
    ///
    /// A new one that reaches behind the last old one counts that again.
    private static Value cover(Formula f, Term before, Term after, Term scale) {
        GraphBuilder g = f.g();
        Term i = new Term(g, f.unsqueeze(real(g, f.range(after.value())).value(), 1));
        Term pixel = real(g, f.range(before.value()));
        Term from = i.times(scale);
        Term to = i.plus(1).times(scale);
        Term isLast = pixel.equal(before.minus(1).convert(ElementType.F32));
        Term end = isLast.choose(pixel.number(Float.MAX_VALUE), pixel.plus(1));
        return to.min(end).minus(from.max(pixel)).max(0).over(scale).value();
    }

    private static Term real(GraphBuilder g, Value whole) {
        return new Term(g, whole).convert(ElementType.F32);
    }
}

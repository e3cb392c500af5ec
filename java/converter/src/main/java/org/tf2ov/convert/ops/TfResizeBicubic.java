package org.tf2ov.convert.ops;

import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.tensor.ElementType;

/// `ResizeBicubic(x, size; align_corners, half_pixel_centers)`: each new pixel is made of four old
/// ones along each dimension.
///
/// TensorFlow rounds the distance to a 1024th, which OpenVINO's `Interpolate` does not. With
/// `half_pixel_centers` the cubic is that of Keys, and pixels outside of the image do not count.
/// Source: TensorFlow, `resize_bicubic_op.cc`.
@TfOp("ResizeBicubic")
final class TfResizeBicubic implements OpTranslator {
    private static final int STEPS = 1024;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean alignCorners = node.attr("align_corners", false);
        boolean halfPixel = node.attr("half_pixel_centers", false);
        Formula f = new Formula(g);
        node.rank(0);
        Value y = f.convert(node.input(0), ElementType.F32);
        Optional<ImageSizes> known = ImageSizes.of(node);
        for (int i = 0; i < 2; i++) {
            Resampling resampling;
            if (known.isPresent()) {
                long before = known.get().before().get(i);
                long after = known.get().after().get(i);
                float scale = ImageSizes.scale(before, after, alignCorners);
                resampling = resampling(g, before, after, scale, halfPixel);
            } else {
                Term before = new Term(g, f.dimension(node.input(0), i + 1));
                Term after = new Term(g, f.gather(f.i64(node.input(1)), f.number(i), 0));
                Term scale = ImageSizes.scale(before, after, alignCorners);
                resampling = resampling(f, before, after, scale, halfPixel);
            }
            y = resampling.along(f, y, i + 1);
        }
        return List.of(y);
    }

    private static Resampling resampling(
            GraphBuilder g, long before, long after, float scale, boolean halfPixel) {
        long[][] places = new long[Math.toIntExact(after)][4];
        float[][] weights = new float[Math.toIntExact(after)][4];
        for (int i = 0; i < after; i++) {
            float place = halfPixel ? (i + 0.5f) * scale - 0.5f : i * scale;
            long below = (long) Math.floor(place);
            int step = (int) Math.rint((place - below) * STEPS);
            float[] all = {
                far(step, halfPixel),
                near(step, halfPixel),
                near(STEPS - step, halfPixel),
                far(STEPS - step, halfPixel)
            };
            float sum = 0;
            for (int k = 0; k < 4; k++) {
                places[i][k] = Math.clamp(below - 1 + k, 0, before - 1);
                weights[i][k] = halfPixel && places[i][k] != below - 1 + k ? 0 : all[k];
                sum += weights[i][k];
            }
            for (int k = 0; halfPixel && k < 4; k++) {
                weights[i][k] /= sum;
            }
        }
        return Resampling.of(g, places, weights);
    }

    private static double a(boolean halfPixel) {
        return halfPixel ? -0.5 : -0.75;
    }

    /// The cubic at a distance of 0 to 1.
    private static float near(int step, boolean halfPixel) {
        double x = (double) step / STEPS;
        return (float) (((a(halfPixel) + 2) * x - (a(halfPixel) + 3)) * x * x + 1);
    }

    /// The cubic at one more.
    private static float far(int step, boolean halfPixel) {
        double a = a(halfPixel);
        double x = (double) step / STEPS + 1;
        return (float) (((a * x - 5 * a) * x + 8 * a) * x - 4 * a);
    }

    /// The same where the sizes show when the model runs.
    private static Resampling resampling(
            Formula f, Term before, Term after, Term scale, boolean halfPixel) {
        GraphBuilder g = f.g();
        Term pixel = new Term(g, f.range(after.value())).convert(ElementType.F32);
        Term place = halfPixel ? pixel.plus(0.5).times(scale).minus(0.5) : pixel.times(scale);
        Term below = place.floor();
        Term steps = place.minus(below).times(STEPS).then(new Round(RoundMode.HALF_TO_EVEN));
        Term distance = new Term(g, f.unsqueeze(steps.times(1.0 / STEPS).value(), 1));
        double a = a(halfPixel);
        // Four columns of distances: 1 + d, d, 1 - d, 2 - d
        Term d =
                new Term(
                        g,
                        f.concat(
                                1,
                                distance.plus(1).value(),
                                distance.value(),
                                distance.number(1).minus(distance).value(),
                                distance.number(2).minus(distance).value()));
        Term near = d.polynomial(1, 0, -(a + 3), a + 2);
        Term far = d.polynomial(-4 * a, 8 * a, -5 * a, a);
        Term weights = d.less(1).choose(near, far);
        Term wanted =
                new Term(g, f.unsqueeze(below.convert(ElementType.I64).value(), 1))
                        .plus(new Term(g, f.numbers(-1, 0, 1, 2)));
        Term places = wanted.min(before.minus(1)).max(0);
        if (halfPixel) {
            weights = wanted.equal(places).choose(weights, weights.number(0));
            weights = weights.over(new Term(g, f.unsqueeze(f.sum(weights.value(), 1), 1)));
        }
        return new Resampling(places.value(), weights.value());
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `ScaleAndTranslate(x, size, scale, translation; kernel_type, antialias)`: an image resized by a
/// kernel, which is stretched where the image becomes smaller.
///
/// Source: TensorFlow, `scale_and_translate_op.cc` and `sampling_kernels.h`.
@TfOp("ScaleAndTranslate")
final class TfScaleAndTranslate implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean antialias = node.attr("antialias", true);
        Kernel kernel = Kernel.of(node.attr("kernel_type", "lanczos3"));
        Formula f = new Formula(g);
        node.rank(0);
        Value x = node.input(0);
        Value y = f.convert(x, ElementType.F32);
        Optional<ImageSizes> sizes = ImageSizes.of(node);
        Optional<float[]> scale = node.input(2).constant().map(Weights::floats);
        Optional<float[]> translation = node.input(3).constant().map(Weights::floats);
        boolean known = sizes.isPresent() && scale.isPresent() && translation.isPresent();
        for (int i = 0; i < 2; i++) {
            y =
                    known
                            ? resampling(
                                            g,
                                            kernel,
                                            sizes.get().before().get(i),
                                            sizes.get().after().get(i),
                                            scale.get()[i],
                                            translation.get()[i],
                                            antialias)
                                    .along(f, y, i + 1)
                            : Resampling.byMatrix(
                                    f,
                                    y,
                                    i + 1,
                                    matrix(
                                            kernel,
                                            new Term(g, f.dimension(x, i + 1)),
                                            new Term(
                                                    g,
                                                    f.gather(f.i64(node.input(1)), f.number(i), 0)),
                                            new Term(g, f.gather(node.input(2), f.number(i), 0)),
                                            new Term(g, f.gather(node.input(3), f.number(i), 0)),
                                            antialias));
        }
        return List.of(y);
    }

    /// How much each old pixel counts for a new one: a matrix of new by old ones.
    private static Value matrix(
            Kernel kernel,
            Term before,
            Term after,
            Term scale,
            Term translation,
            boolean antialias) {
        GraphBuilder g = before.g();
        Formula f = new Formula(g);
        Term step = scale.inverse();
        Term shift = step.times(translation).negative();
        Term i = new Term(g, f.unsqueeze(real(new Term(g, f.range(after.value()))).value(), 1));
        Term centre = i.plus(0.5).times(step).plus(shift);
        Term pixel = real(new Term(g, f.range(before.value()))).plus(0.5);
        Term distance = pixel.minus(centre).abs();
        Term weights = kernel.at(antialias ? distance.over(step.max(1)) : distance);
        Term inside = centre.atLeast(0).and(centre.atMost(real(before)));
        weights = inside.choose(weights, weights.number(0));
        Term sum = new Term(g, f.unsqueeze(f.sum(weights.value(), 1), 1));
        Term empty = sum.abs().less(1000 * Float.MIN_NORMAL);
        return weights.over(empty.choose(sum.number(1), sum)).value();
    }

    private static Term real(Term whole) {
        return whole.convert(ElementType.F32);
    }

    private static Resampling resampling(
            GraphBuilder g,
            Kernel kernel,
            long before,
            long after,
            float scale,
            float translation,
            boolean antialias) {
        float step = (float) (1.0 / scale);
        float shift = -step * translation;
        float stretch = antialias ? Math.max(step, 1) : 1;
        float inverse = 1 / stretch;
        long[][] places = new long[Math.toIntExact(after)][0];
        float[][] weights = new float[Math.toIntExact(after)][0];
        for (int i = 0; i < after; i++) {
            float centre = (i + 0.5f) * step + shift;
            if (centre < 0 || centre > before) {
                continue;
            }
            float reach = kernel.radius * stretch;
            long from = Math.clamp((long) Math.ceil(centre - reach - 0.5f), 0, before - 1);
            long to = Math.clamp((long) Math.floor(centre + reach - 0.5f), 0, before - 1);
            int count = (int) (to - from + 1);
            places[i] = new long[count];
            weights[i] = new float[count];
            float sum = 0;
            for (int k = 0; k < count; k++) {
                places[i][k] = from + k;
                weights[i][k] = kernel.at(Math.abs((from + k + 0.5f - centre) * inverse));
                sum += weights[i][k];
            }
            boolean empty = Math.abs(sum) < 1000 * Float.MIN_NORMAL;
            for (int k = 0; k < count; k++) {
                weights[i][k] = empty ? 0 : weights[i][k] * (1 / sum);
            }
        }
        return Resampling.of(g, places, weights);
    }

    private enum Kernel {
        LANCZOS1(1),
        LANCZOS3(3),
        LANCZOS5(5),
        GAUSSIAN(1.5f),
        BOX(0.5f),
        TRIANGLE(1),
        KEYSCUBIC(2),
        MITCHELLCUBIC(2);

        private final float radius;

        Kernel(float radius) {
            this.radius = radius;
        }

        static Kernel of(String name) {
            for (Kernel kernel : values()) {
                if (kernel.name().equalsIgnoreCase(name)) {
                    return kernel;
                }
            }
            throw new UntranslatableException(
                    "its kernel_type is '" + name + "'; " + List.of(values()) + " are known");
        }

        /// The kernel at a distance, in `f32` as TensorFlow computes it.
        float at(float x) {
            return switch (this) {
                case LANCZOS1, LANCZOS3, LANCZOS5 -> lanczos(x);
                case GAUSSIAN -> x >= radius ? 0 : (float) Math.exp(-x * x / (2 * 0.5 * 0.5));
                case BOX -> x < 0.5f ? 1 : x == 0.5f ? 0.5f : 0;
                case TRIANGLE -> x < 1 ? 1 - x : 0;
                case KEYSCUBIC ->
                        x >= 2
                                ? 0
                                : x >= 1
                                        ? ((-0.5f * x + 2.5f) * x - 4) * x + 2
                                        : (1.5f * x - 2.5f) * x * x + 1;
                case MITCHELLCUBIC ->
                        x >= 2
                                ? 0
                                : x >= 1
                                        ? ((-7f / 18 * x + 2) * x - 10f / 3) * x + 16f / 9
                                        : (7f / 6 * x - 2) * x * x + 8f / 9;
            };
        }

        /// The kernel at distances that show when the model runs.
        Term at(Term x) {
            Term value =
                    switch (this) {
                        case LANCZOS1, LANCZOS3, LANCZOS5 -> {
                            Term angle = x.max(1e-3).times(Math.PI);
                            Term wave = angle.sin().times(angle.over(radius).sin());
                            Term curve = wave.times(radius).over(angle.square());
                            yield x.atMost(1e-3).choose(x.number(1), curve);
                        }
                        case GAUSSIAN -> x.square().times(-2).exp();
                        case BOX -> x.equal(0.5).choose(x.number(0.5), x.number(1));
                        case TRIANGLE -> x.number(1).minus(x);
                        case KEYSCUBIC ->
                                x.less(1)
                                        .choose(
                                                x.polynomial(1, 0, -2.5, 1.5),
                                                x.polynomial(2, -4, 2.5, -0.5));
                        case MITCHELLCUBIC ->
                                x.less(1)
                                        .choose(
                                                x.polynomial(8d / 9, 0, -2, 7d / 6),
                                                x.polynomial(16d / 9, -10d / 3, 2, -7d / 18));
                    };
            Term within = this == GAUSSIAN ? x.less(radius) : x.atMost(radius);
            return within.choose(value, x.number(0));
        }

        private float lanczos(float x) {
            if (x > radius) {
                return 0;
            }
            if (x <= 1e-3f) {
                return 1;
            }
            double angle = Math.PI * x;
            return (float) (radius * Math.sin(angle) * Math.sin(angle / radius) / (angle * angle));
        }
    }
}

package org.tf2ov.convert.ops;

import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CoordinateTransformation;
import org.tf2ov.ov.op.Interpolate;
import org.tf2ov.ov.op.InterpolateMode;
import org.tf2ov.ov.op.NearestMode;
import org.tf2ov.ov.op.ShapeCalculation;
import org.tf2ov.tensor.ElementType;

/// `ResizeBilinear(x, size; align_corners, half_pixel_centers)`, whose result is `f32`, and
/// `ResizeNearestNeighbor`. Where in the old image a pixel `i` of the new one lies:
///
///     i * old / new                 by default
///     i * (old - 1) / (new - 1)     with align_corners
///     (i + 0.5) * old / new - 0.5   with half_pixel_centers, without the - 0.5 for the nearest
///
/// The nearest neighbour is that below the place, and with `align_corners` the nearest one.
@TfOp({"ResizeBilinear", "ResizeNearestNeighbor"})
final class TfResize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean alignCorners = node.attr("align_corners", false);
        boolean halfPixel = node.attr("half_pixel_centers", false);
        Value x = node.input(0);
        Value size = node.input(1);
        if (node.op().equals("ResizeBilinear")) {
            Value image = new Formula(g).convert(x, ElementType.F32);
            return List.of(bilinear(g, node.name(), image, size, alignCorners, halfPixel));
        }
        Nearest nearest = new Nearest(alignCorners, halfPixel);
        Optional<ImageSizes> sizes = ImageSizes.of(node);
        return List.of(
                isLikeRuntime(nearest, x, sizes)
                        ? interpolate(
                                g,
                                node.name(),
                                x,
                                size,
                                InterpolateMode.NEAREST,
                                alignCorners
                                        ? CoordinateTransformation.ALIGN_CORNERS
                                        : halfPixel
                                                ? CoordinateTransformation.TF_HALF_PIXEL_FOR_NN
                                                : CoordinateTransformation.ASYMMETRIC,
                                alignCorners ? NearestMode.ROUND_PREFER_CEIL : NearestMode.FLOOR)
                        : nearest.gather(g, x, size, sizes));
    }

    /// A channels-last image resized; the size is height and width.
    static Value bilinear(
            GraphBuilder g,
            String name,
            Value image,
            Value size,
            boolean alignCorners,
            boolean halfPixel) {
        return interpolate(
                g,
                name,
                image,
                size,
                InterpolateMode.LINEAR_ONNX,
                alignCorners
                        ? CoordinateTransformation.ALIGN_CORNERS
                        : halfPixel
                                ? CoordinateTransformation.HALF_PIXEL
                                : CoordinateTransformation.ASYMMETRIC,
                NearestMode.FLOOR);
    }

    private static Value interpolate(
            GraphBuilder g,
            String name,
            Value image,
            Value size,
            InterpolateMode mode,
            CoordinateTransformation places,
            NearestMode nearest) {
        Interpolate resize =
                new Interpolate(
                        mode,
                        ShapeCalculation.SIZES,
                        places,
                        nearest,
                        false,
                        List.of(0, 0, 0, 0),
                        List.of(0, 0, 0, 0),
                        -0.75);
        Value first = ChannelsLast.toFirst(g, 4, image);
        Value resized = g.add(name, resize, List.of(first, size, g.constant(2, 3)));
        return ChannelsLast.toLast(g, 4, resized);
    }

    /// Whether the runtime takes the same neighbours: it computes places by the quotient of the
    /// sizes in `f32`, which TensorFlow inverts first, and knows few element types.
    private static boolean isLikeRuntime(Nearest nearest, Value x, Optional<ImageSizes> sizes) {
        ElementType type = x.type().element();
        if (!type.isFloat() && type != ElementType.U8 && type != ElementType.I8) {
            return false;
        }
        return sizes.isEmpty()
                || nearest.isLikeRuntime(sizes.get().before().get(0), sizes.get().after().get(0))
                        && nearest.isLikeRuntime(
                                sizes.get().before().get(1), sizes.get().after().get(1));
    }

    /// Which neighbour is the nearest, computed as TensorFlow does, in `f32`.
    private record Nearest(boolean alignCorners, boolean halfPixel) {
        private static float scale(boolean alignCorners, long old, long wanted) {
            return alignCorners && wanted > 1
                    ? (old - 1) / (float) (wanted - 1)
                    : old / (float) wanted;
        }

        long place(long old, long wanted, long i) {
            float scale = scale(alignCorners, old, wanted);
            float place = halfPixel ? (i + 0.5f) * scale : i * scale;
            return Math.clamp(
                    (long) (alignCorners ? Math.floor(place + 0.5) : Math.floor(place)),
                    0,
                    old - 1);
        }

        /// Source: OpenVINO, `interpolate_nearest` of the CPU plug-in and of the reference.
        private long placeOfRuntime(long old, long wanted, long i) {
            float scale = (float) wanted / old;
            float place =
                    alignCorners
                            ? wanted == 1 ? 0 : i * (float) (old - 1) / (float) (wanted - 1)
                            : halfPixel ? (i + 0.5f) / scale : i / scale;
            return Math.clamp(
                    (long) (alignCorners ? Math.floor(place + 0.5) : Math.floor(place)),
                    0,
                    old - 1);
        }

        boolean isLikeRuntime(long old, long wanted) {
            for (long i = 0; i < wanted; i++) {
                if (place(old, wanted, i) != placeOfRuntime(old, wanted, i)) {
                    return false;
                }
            }
            return true;
        }

        /// Rows and columns, looked up.
        Value gather(GraphBuilder g, Value x, Value size, Optional<ImageSizes> sizes) {
            Formula f = new Formula(g);
            Value y = x;
            for (int i = 0; i < 2; i++) {
                Value places =
                        sizes.isPresent()
                                ? places(g, sizes.get().before().get(i), sizes.get().after().get(i))
                                : places(
                                        f,
                                        f.dimension(x, i + 1),
                                        f.gather(f.i64(size), f.number(i), 0));
                y = f.gather(y, places, i + 1);
            }
            return y;
        }

        private Value places(GraphBuilder g, long old, long wanted) {
            long[] places = new long[Math.toIntExact(wanted)];
            for (int i = 0; i < places.length; i++) {
                places[i] = place(old, wanted, i);
            }
            return g.constant(places);
        }

        /// The same where the sizes show when the model runs.
        private Value places(Formula f, Value old, Value wanted) {
            Term before = new Term(f.g(), old);
            Term after = new Term(f.g(), wanted);
            Term whole = real(before).over(real(after));
            Term scale =
                    alignCorners
                            ? after.greater(1)
                                    .choose(
                                            real(before.minus(1)).over(real(after.minus(1).max(1))),
                                            whole)
                            : whole;
            Term pixel = real(new Term(f.g(), f.range(wanted)));
            Term place = (halfPixel ? pixel.plus(0.5) : pixel).times(scale);
            Term rounded = (alignCorners ? place.plus(0.5) : place).floor();
            return rounded.convert(ElementType.I64).min(before.minus(1)).max(0).value();
        }

        private static Term real(Term whole) {
            return whole.convert(ElementType.F32);
        }
    }
}

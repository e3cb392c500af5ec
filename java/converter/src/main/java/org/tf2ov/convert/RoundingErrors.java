package org.tf2ov.convert;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.tf2ov.kernel.Chain;
import org.tf2ov.kernel.Crew;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.StridedArray;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// What constants lose in a smaller type, measured in one pass over their source, in pieces that
/// stay in the cache.
///
/// The numbers are looked at in the order in which they are stored; where one goes does not matter,
/// only the channel that it belongs to. The result does not depend on the number of threads.
final class RoundingErrors {
    private static final int PIECE = 1 << 16;

    /// Constants that are no simple expression over their source are evaluated as a whole.
    private static final long MOST_AT_ONCE = 1 << 26;

    private long overflows;
    private double squares;
    private double squaredErrors;
    private double largestError;

    private RoundingErrors() {}

    /// Whether a constant can be looked at with little memory.
    static boolean canMeasure(Weights weights) {
        return weights.count() <= MOST_AT_ONCE
                || weights instanceof Weights.Splat
                || Chain.of(weights.convert(ElementType.F32)).isPresent();
    }

    /// Finite numbers that are none any more.
    long overflows() {
        return overflows;
    }

    double largestError() {
        return largestError;
    }

    /// Root of the mean square of the errors, relative to that of the numbers.
    double relative() {
        return squares == 0 ? 0 : Math.sqrt(squaredErrors / squares);
    }

    private void add(float exact, float rounded) {
        double error = (double) exact - rounded;
        squares += (double) exact * exact;
        squaredErrors += error * error;
        largestError = Math.max(largestError, Math.abs(error));
    }

    private static RoundingErrors sum(RoundingErrors[] parts) {
        RoundingErrors all = new RoundingErrors();
        for (RoundingErrors part : parts) {
            all.overflows += part.overflows;
            all.squares += part.squares;
            all.squaredErrors += part.squaredErrors;
            all.largestError = Math.max(all.largestError, part.largestError);
        }
        return all;
    }

    /// The errors of a constant in `f16`.
    static RoundingErrors ofF16(Weights weights) {
        Source source =
                Source.of(
                        weights instanceof Weights.Splat(Bytes element, TensorType type)
                                ? new Weights.Splat(element, type.withShape(PartialShape.of(1)))
                                : weights,
                        -1);
        RoundingErrors[] parts = new RoundingErrors[source.pieces()];
        source.visit(() -> {
            Room half = new Room(ElementType.F16);
            Room back = new Room(ElementType.F32);
            float[] rounded = new float[PIECE];
            return (piece, first, exact, segment, count) -> {
                RoundingErrors errors = new RoundingErrors();
                StridedArray narrow = half.array(count);
                StridedArray wide = back.array(count);
                errors.overflows =
                        Kernels.best()
                                .copy(
                                        StridedArray.dense(segment, ElementType.F32, count),
                                        narrow,
                                        1)
                                .overflows();
                Kernels.best().copy(narrow, wide, 1);
                MemorySegment.copy(wide.bytes(), Elements.FLOAT, 0, rounded, 0, count);
                for (int i = 0; i < count; i++) {
                    if (Float.isFinite(exact[i]) && Float.isFinite(rounded[i])) {
                        errors.add(exact[i], rounded[i]);
                    }
                }
                parts[piece] = errors;
            };
        });
        return sum(parts);
    }

    /// The largest size of a number in each channel; infinite where one is no finite number.
    static float[] largest(Weights weights, int axis) {
        Source source = Source.of(weights, axis);
        float[] largest = new float[(int) weights.type().shape().dimension(axis).value()];
        source.visit(() ->
                (_, first, exact, _, count) -> {
                    float[] own = new float[largest.length];
                    Channel channel = source.channel(first);
                    for (int i = 0; i < count; i++) {
                        float size = Math.abs(exact[i]);
                        int at = channel.next();
                        if (!(size <= own[at])) {
                            own[at] = Float.isFinite(size) ? size : Float.POSITIVE_INFINITY;
                        }
                    }
                    synchronized (largest) {
                        for (int i = 0; i < own.length; i++) {
                            largest[i] = Math.max(largest[i], own[i]);
                        }
                    }
                });
        return largest;
    }

    /// The errors of a constant that is stored as whole multiples of a step in each channel.
    static RoundingErrors ofSteps(Weights weights, int axis, float[] steps) {
        Source source = Source.of(weights, axis);
        float[] inverse = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            inverse[i] = steps[i] == 0 ? 0 : 1 / steps[i];
        }
        RoundingErrors[] parts = new RoundingErrors[source.pieces()];
        source.visit(() ->
                (piece, first, exact, _, count) -> {
                    RoundingErrors errors = new RoundingErrors();
                    Channel channel = source.channel(first);
                    for (int i = 0; i < count; i++) {
                        int at = channel.next();
                        float place = exact[i] * inverse[at];
                        errors.add(
                                exact[i], ((int) (place + (place < 0 ? -0.5f : 0.5f))) * steps[at]);
                    }
                    parts[piece] = errors;
                });
        return sum(parts);
    }

    /// Memory for the elements of a piece.
    private static final class Room {
        private final MemorySegment bytes;
        private final ElementType element;

        Room(ElementType element) {
            this.bytes = Arena.ofAuto().allocate((long) PIECE * element.bytes(), 64);
            this.element = element;
        }

        MemorySegment of(long count) {
            return bytes.asSlice(0, count * element.bytes());
        }

        StridedArray array(long count) {
            return StridedArray.dense(of(count), element, count);
        }
    }

    /// Counts along an axis while the elements of a piece are visited.
    private static final class Channel {
        private final long behind;
        private final int length;
        private long left;
        private int at;

        Channel(long behind, int length, long first) {
            this.behind = behind;
            this.length = length;
            this.left = behind - first % behind;
            this.at = (int) (first / behind % length);
        }

        int next() {
            int now = at;
            if (--left == 0) {
                left = behind;
                at = at + 1 == length ? 0 : at + 1;
            }
            return now;
        }
    }

    /// What is done with a piece.
    private interface Visitor {
        /// Looks at a piece.
        ///
        /// @param first how many elements of the source stand before it
        /// @param exact its numbers
        /// @param segment the same
        void visit(int piece, long first, float[] exact, MemorySegment segment, int count);
    }

    /// Where the numbers of a constant come from.
    ///
    /// @param behind how many elements a step along the axis of the channels is
    /// @param length how many channels there are
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Source(
            Bytes bytes,
            ElementType element,
            long count,
            long behind,
            int length,
            long scaledBehind,
            float[] factors) {

        /// The source of a constant.
        ///
        /// @param axis along which the channels stand that matter, or -1
        static Source of(Weights weights, int axis) {
            Optional<Source> stored =
                    Chain.of(weights.convert(ElementType.F32))
                            .flatMap(chain -> of(chain, weights.type().shape().toArray(), axis));
            if (stored.isPresent()) {
                return stored.get();
            }
            long[] shape = weights.type().shape().toArray();
            byte[] all = new byte[Math.toIntExact(weights.count() * Float.BYTES)];
            new WeightsEvaluator(Kernels.java(), Bytes::segment)
                    .evaluate(weights.convert(ElementType.F32), MemorySegment.ofArray(all));
            return new Source(
                    new Bytes.InMemory(all),
                    ElementType.F32,
                    weights.count(),
                    axis < 0 ? 1 : behind(shape, axis),
                    axis < 0 ? 1 : (int) shape[axis],
                    1,
                    new float[0]);
        }

        private static Optional<Source> of(Chain chain, long[] shape, int axis) {
            long[] from = chain.stored().type().shape().toArray();
            long[] to = new long[from.length];
            Arrays.setAll(to, i -> from[chain.order().get(i)]);
            int channels = -1;
            for (int i = 0; i < to.length && axis >= 0; i++) {
                // The constant may have another shape, with that axis in it.
                if (to[i] == shape[axis] && behind(to, i) == behind(shape, axis)) {
                    channels = chain.order().get(i);
                }
            }
            if (axis >= 0 && channels < 0) {
                return Optional.empty();
            }
            int scaled = chain.scaledAxis() < 0 ? -1 : chain.order().get(chain.scaledAxis());
            return Optional.of(
                    new Source(
                            chain.stored().bytes(),
                            chain.stored().type().element(),
                            Arrays.stream(from).reduce(1, (a, b) -> a * b),
                            channels < 0 ? 1 : behind(from, channels),
                            channels < 0 ? 1 : (int) from[channels],
                            scaled < 0 ? 1 : behind(from, scaled),
                            chain.factors()));
        }

        private static long behind(long[] shape, int axis) {
            return Arrays.stream(shape).skip(axis + 1L).reduce(1, (a, b) -> a * b);
        }

        int pieces() {
            return Math.toIntExact((count + PIECE - 1) / PIECE);
        }

        Channel channel(long first) {
            return new Channel(behind, length, first);
        }

        void visit(Supplier<Visitor> visitors) {
            int threads = Math.min(Runtime.getRuntime().availableProcessors(), pieces());
            Crew.run(
                    Math.max(1, threads),
                    pieces(),
                    () -> {
                        Visitor visitor = visitors.get();
                        Room in = new Room(element);
                        Room real = new Room(ElementType.F32);
                        float[] exact = new float[PIECE];
                        return piece -> {
                            long first = piece * PIECE;
                            int size = (int) Math.min(PIECE, count - first);
                            bytes.read(first * element.bytes(), in.of(size));
                            Kernels.best().copy(in.array(size), real.array(size), 1);
                            MemorySegment.copy(real.of(size), Elements.FLOAT, 0, exact, 0, size);
                            scale(first, size, exact, real.of(size));
                            visitor.visit((int) piece, first, exact, real.of(size), size);
                        };
                    });
        }

        private void scale(long first, int size, float[] exact, MemorySegment segment) {
            if (factors.length > 0) {
                Channel channel = new Channel(scaledBehind, factors.length, first);
                for (int i = 0; i < size; i++) {
                    exact[i] *= factors[channel.next()];
                }
                MemorySegment.copy(exact, 0, segment, Elements.FLOAT, 0, size);
            }
        }
    }
}

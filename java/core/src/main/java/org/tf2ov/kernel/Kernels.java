package org.tf2ov.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Quantization;

/// The loops over large arrays that conversion consists of.
///
/// [#best()] is what to use. The bytes that come out are the same whichever kernels run, in as many
/// threads as one likes, on any machine. All methods may be called by several threads at once, on
/// different targets. Nothing is kept.
///
/// A file that shrinks while it is mapped ends the process in native kernels, as it does in any
/// native code: hold it open, and don't write to it.
public abstract sealed class Kernels permits JavaKernels, NativeKernels {

    private static final class Best {
        static final Kernels KERNELS = find();

        private static Kernels find() {
            Optional<NativeKernels> library = KernelLibrary.ofThisProcess();
            return library.isPresent() ? library.get() : JavaKernels.INSTANCE;
        }
    }

    /// The native kernels if they can be had, and otherwise the Java kernels. A native library that
    /// is there and can't be used is logged as a warning.
    ///
    /// They are looked for, once, in this order:
    ///
    /// 1. the file that the system property `tf2ov.kernels` or the environment variable
    ///    `TF2OV_KERNELS` names; `off` asks for the Java kernels
    /// 2. `lib/native/<platform>/` in the folder that the system property `tf2ov.home` names
    /// 3. the jar `tf2ov-native`, from which the library is unpacked once into
    ///    `${TF2OV_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tf2ov}/kernels/`
    public static Kernels best() {
        return Best.KERNELS;
    }

    private static final class Prepared {
        static final Thread THREAD =
                Thread.ofPlatform()
                        .daemon()
                        .name("tf2ov-kernels-prepare")
                        .start(() -> {
                            try (Arena arena = Arena.ofConfined()) {
                                long[] one = {1};
                                best().copy(
                                                StridedArray.dense(
                                                        arena.allocate(8), ElementType.I64, one),
                                                StridedArray.dense(
                                                        arena.allocate(8), ElementType.I64, one),
                                                1);
                            }
                        });
    }

    /// Finds and links the kernels in another thread, while this one reads a model: a process that
    /// converts a small one is done 20 ms earlier. Who uses [#best] before this is done waits.
    public static void prepare() {
        Objects.requireNonNull(Prepared.THREAD);
    }

    /// The kernels that need nothing but Java.
    public static Kernels java() {
        return JavaKernels.INSTANCE;
    }

    /// Copies every element of `source` to the same index of `target`.
    ///
    /// Elements of one type keep their bits. Between types, f16, bf16, f32 and f64 become f16, bf16
    /// or f32: each number is first made an f32 and that is then rounded, to nearest even both
    /// times. A NaN stays a quiet NaN of the same sign and leading payload bits (from bf16 to f32
    /// it keeps all bits).
    ///
    /// @param threads how many threads may work, this one among them; small arrays use fewer
    /// @return what a narrower type couldn't hold
    /// @throws IllegalArgumentException if shapes differ, if there is no conversion between the
    ///   types, if two elements of the target share bytes, or if source and target do
    public final Losses copy(StridedArray source, StridedArray target, int threads) {
        return copy(source, target, Optional.empty(), threads);
    }

    /// Copies floating-point numbers to the same index of `target` and multiplies each by the
    /// factor of its channel on the way.
    ///
    /// The product of f32 numbers is rounded to nearest even, and then to the target's type as
    /// [#copy] does. A product that is no number is `0x7fc00000` in f32. An array of f32 may be its
    /// own target.
    ///
    /// @param axis the axis whose indices are the channels
    /// @param factors a factor for each channel
    /// @return what the product or a narrower type couldn't hold
    /// @throws IllegalArgumentException as [#copy] does, and if there aren't as many factors as
    ///   channels
    public final Losses scale(
            StridedArray source, StridedArray target, int axis, float[] factors, int threads) {
        if (axis < 0 || axis >= source.rank() || source.shape().get(axis) != factors.length) {
            throw new IllegalArgumentException(
                    "%d factors don't fit axis %d of %s"
                            .formatted(factors.length, axis, source.shape()));
        }
        return copy(source, target, Optional.of(new Scale(axis, factors)), threads);
    }

    /// Makes whole numbers of 8 bits of a row-major array of f32, as [Quantization] says.
    ///
    /// @param outer how many indices there are in front of the channels
    /// @param channels one for each channel
    /// @param inner how many indices there are behind the channels
    /// @throws IllegalArgumentException if the buffers have other sizes than these
    public final void quantize(
            MemorySegment source,
            MemorySegment target,
            long outer,
            List<Quantization> channels,
            long inner) {
        long count = Math.multiplyExact(Math.multiplyExact(outer, channels.size()), inner);
        if (source.byteSize() != Math.multiplyExact(count, 4) || target.byteSize() != count) {
            throw new IllegalArgumentException(
                    "%d bytes do not become %d for %d by %d by %d numbers"
                            .formatted(
                                    source.byteSize(),
                                    target.byteSize(),
                                    outer,
                                    channels.size(),
                                    inner));
        }
        quantizeChecked(source, target, outer, channels, inner);
    }

    /// A 64-bit hash of bytes: equal bytes have equal hashes, on every machine and in every release
    /// that keeps the same kernels' ABI. It finds equal constants, and doesn't keep enemies out:
    /// compare bytes when two hashes agree.
    public final long hash(MemorySegment bytes, int threads) {
        requirePositive(threads);
        return hashOf(bytes, threads);
    }

    /// Gives a file that is about to be written its size, and room on the disk, where the system
    /// has means for it. Writing costs half as much then, and a disk that is too small is known
    /// before. What is never written reads as zero.
    ///
    /// @param file is there, and empty
    /// @throws IOException if the disk is too small
    public abstract void reserve(Path file, long bytes) throws IOException;

    private Losses copy(
            StridedArray source, StridedArray target, Optional<Scale> scale, int threads) {
        requirePositive(threads);
        boolean converts = source.type() != target.type() || scale.isPresent();
        if (converts
                && !(isFloat(source.type())
                        && isFloat(target.type())
                        && target.type() != ElementType.F64)) {
            throw new IllegalArgumentException(
                    "f16, bf16, f32 and f64 can be converted to f16, bf16 and f32, not %s to %s"
                            .formatted(source.type(), target.type()));
        }
        if (target.bytes().isReadOnly()) {
            throw new IllegalArgumentException("the target is read-only");
        }
        Plan plan = Plan.of(source, target, scale.map(Scale::axis).orElse(-1));
        return plan.elements() == 0
                ? Losses.NONE
                : run(new Copy(source, target, scale, converts, plan), threads);
    }

    /// A copy that has been checked.
    record Copy(
            StridedArray source,
            StridedArray target,
            Optional<Scale> scale,
            boolean converts,
            Plan plan) {}

    /// Factors along an axis of the source.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Scale(int axis, float[] factors) {}

    abstract Losses run(Copy copy, int threads);

    abstract void quantizeChecked(
            MemorySegment source,
            MemorySegment target,
            long outer,
            List<Quantization> channels,
            long inner);

    abstract long hashOf(MemorySegment bytes, int threads);

    private static boolean isFloat(ElementType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            default -> false;
        };
    }

    private static void requirePositive(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread has to work, not " + threads);
        }
    }
}

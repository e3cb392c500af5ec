package org.tf2ov.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Quantization;

/// The kernels in C++, see `native/include/tf2ov/kernels.h`. Arrays on the heap are left to the
/// Java kernels: native code would have to keep the garbage collector waiting.
final class NativeKernels extends Kernels {
    /// The symbol of the libraries that this class knows how to call.
    static final String ABI = "tf2ov_kernels_abi_3";

    /// All functions are called in one shape, which is that of the OpenVINO runtime's plain
    /// functions too: six words, of which a function takes those that it has, and a word back. The
    /// JVM spins code for every shape of call, and that takes longer than most copies. Words are
    /// addresses for Java, so that memory can't be freed during a call.
    private static final FunctionDescriptor WORDS =
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private static final int NO_MEMORY = 9;
    private static final int NOT_RESERVED = 10;
    private static final int NO_SPACE = 11;

    private final Path file;
    private final Function copy;
    private final Function hash;
    private final Function quantize;
    private final Function reserve;

    NativeKernels(SymbolLookup library, Path file) {
        this.file = file;
        this.copy = new Function(library, "tf2ov_copy");
        this.hash = new Function(library, "tf2ov_hash");
        this.quantize = new Function(library, "tf2ov_quantize");
        this.reserve = new Function(library, "tf2ov_reserve");
    }

    @Override
    public String toString() {
        return "native kernels in " + file;
    }

    /// A function of the library, linked when it is first called.
    private static final class Function {
        private final SymbolLookup library;
        private final String name;
        private volatile MethodHandle handle;

        Function(SymbolLookup library, String name) {
            this.library = library;
            this.name = name;
        }

        void call(
                MemorySegment a,
                MemorySegment b,
                MemorySegment c,
                MemorySegment d,
                MemorySegment e,
                MemorySegment f) {
            long status = status(a, b, c, d, e, f);
            if (status == NO_MEMORY) {
                throw new OutOfMemoryError(name + " found no memory to work in");
            }
            if (status != 0) {
                throw mistake(status);
            }
        }

        /// What a caller can get wrong was refused before, so this is a mistake of ours.
        IllegalStateException mistake(long status) {
            return new IllegalStateException(name + " answers " + status);
        }

        long status(
                MemorySegment a,
                MemorySegment b,
                MemorySegment c,
                MemorySegment d,
                MemorySegment e,
                MemorySegment f) {
            MethodHandle linked = handle;
            if (linked == null) {
                linked = Linker.nativeLinker().downcallHandle(library.findOrThrow(name), WORDS);
                handle = linked;
            }
            try {
                return (long) linked.invokeExact(a, b, c, d, e, f);
            } catch (RuntimeException | Error unexpected) {
                throw unexpected;
            } catch (Throwable unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    private static MemorySegment word(long value) {
        return MemorySegment.ofAddress(value);
    }

    @Override
    Losses run(Copy job, int threads) {
        StridedArray source = job.source();
        StridedArray target = job.target();
        if (!source.bytes().isNative() || !target.bytes().isNative()) {
            return JavaKernels.INSTANCE.run(job, threads);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment scale = MemorySegment.NULL;
            if (job.scale().isPresent()) {
                Scale scaled = job.scale().get();
                MemorySegment factors = arena.allocateFrom(JAVA_FLOAT, scaled.factors());
                scale =
                        arena.allocateFrom(
                                JAVA_LONG,
                                scaled.axis(),
                                scaled.factors().length,
                                factors.address());
            }
            MemorySegment work = arena.allocateFrom(JAVA_LONG, threads, 0, 0);
            copy.call(
                    source.bytes(),
                    view(arena, source, element(source.type(), job.converts())),
                    target.bytes(),
                    view(arena, target, element(target.type(), job.converts())),
                    scale,
                    work);
            return job.converts()
                    ? new Losses(work.getAtIndex(JAVA_LONG, 1), work.getAtIndex(JAVA_LONG, 2))
                    : Losses.NONE;
        }
    }

    @Override
    void quantizeChecked(
            MemorySegment source,
            MemorySegment target,
            long outer,
            List<Quantization> channels,
            long inner) {
        if (!source.isNative() || !target.isNative()) {
            JavaKernels.INSTANCE.quantizeChecked(source, target, outer, channels, inner);
            return;
        }
        int count = channels.size();
        float[] numbers = new float[5 * count];
        for (int i = 0; i < count; i++) {
            Quantization channel = channels.get(i);
            numbers[i] = channel.low();
            numbers[count + i] = channel.high();
            numbers[2 * count + i] = channel.inverse();
            numbers[3 * count + i] = channel.zero();
            numbers[4 * count + i] = channel.shift();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment grid =
                    arena.allocateFrom(
                            JAVA_LONG,
                            source.byteSize(),
                            target.byteSize(),
                            outer,
                            count,
                            inner,
                            arena.allocateFrom(JAVA_FLOAT, numbers).address());
            quantize.call(
                    source,
                    target,
                    grid,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    MemorySegment.NULL);
        }
    }

    @Override
    long hashOf(MemorySegment bytes, int threads) {
        if (!bytes.isNative()) {
            return JavaKernels.INSTANCE.hashOf(bytes, threads);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_LONG);
            hash.call(
                    bytes,
                    word(bytes.byteSize()),
                    word(threads),
                    result,
                    MemorySegment.NULL,
                    MemorySegment.NULL);
            return result.get(JAVA_LONG, 0);
        }
    }

    @Override
    public void reserve(Path path, long bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long status =
                    reserve.status(
                            arena.allocateFrom(path.toString()),
                            word(bytes),
                            MemorySegment.NULL,
                            MemorySegment.NULL,
                            MemorySegment.NULL,
                            MemorySegment.NULL);
            if (status == NO_SPACE) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
            if (status != 0 && status != NOT_RESERVED) {
                throw reserve.mistake(status);
            }
        }
    }

    /// A `struct tf2ov_view`: size, element, offset, rank, eight lengths, eight strides.
    private static MemorySegment view(Arena arena, StridedArray array, int element) {
        long[] fields = new long[4 + 2 * StridedArray.MAX_RANK];
        fields[0] = array.bytes().byteSize();
        fields[1] = element;
        fields[2] = array.offset();
        fields[3] = array.rank();
        fill(fields, 4, array.shape());
        fill(fields, 4 + StridedArray.MAX_RANK, array.strides());
        return arena.allocateFrom(JAVA_LONG, fields);
    }

    private static void fill(long[] fields, int start, List<Long> values) {
        for (int i = 0; i < values.size(); i++) {
            fields[start + i] = values.get(i);
        }
    }

    /// An `enum tf2ov_element`: what is not converted is only bytes.
    private static int element(ElementType type, boolean converts) {
        if (!converts) {
            return type.bytes();
        }
        return switch (type) {
            case F16 -> 16;
            case BF16 -> 17;
            case F32 -> 32;
            case F64 -> 64;
            default -> throw new AssertionError(type);
        };
    }
}

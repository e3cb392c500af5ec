package org.tf2ov.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import org.tf2ov.tensor.ElementType;

/// The kernels in C++, see `native/include/tf2ov/kernels.h`. Arrays on the heap are left to the
/// Java kernels: native code would have to keep the garbage collector waiting.
final class NativeKernels extends Kernels {
    /// What `tf2ov_kernels_abi` has to say.
    static final int ABI = 1;

    private static final int NO_MEMORY = 9;

    private final SymbolLookup library;
    private final Path file;
    private final Function copy =
            new Function("tf2ov_copy", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    private final Function convert =
            new Function(
                    "tf2ov_convert",
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_LONG,
                    JAVA_INT,
                    JAVA_INT,
                    ADDRESS);
    private final Function hash = new Function("tf2ov_hash", ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);

    NativeKernels(SymbolLookup library, Path file) {
        this.library = library;
        this.file = file;
    }

    @Override
    public String toString() {
        return "native kernels in " + file;
    }

    /// A function of the library, linked when it is first called: linking takes longer than most
    /// calls.
    private final class Function {
        private final String name;
        private final FunctionDescriptor type;
        private volatile MethodHandle handle;

        Function(String name, ValueLayout... arguments) {
            this.name = name;
            this.type = FunctionDescriptor.of(JAVA_INT, arguments);
        }

        MethodHandle handle() {
            if (handle == null) {
                handle = Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
            }
            return handle;
        }
    }

    /// A call that answers with a status.
    private interface Call {
        int status() throws Throwable;
    }

    /// Whatever a caller can get wrong was refused before, so a refusal here is ours.
    private void call(Function function, Call call) {
        int status;
        try {
            status = call.status();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        if (status == NO_MEMORY) {
            throw new OutOfMemoryError(function.name + " found no memory to work in");
        }
        if (status != 0) {
            throw new IllegalStateException(
                    "%s in %s answers %d".formatted(function.name, file, status));
        }
    }

    @Override
    Losses run(Copy job, int threads) {
        StridedArray source = job.source();
        StridedArray target = job.target();
        if (!source.bytes().isNative() || !target.bytes().isNative()) {
            return JavaKernels.INSTANCE.run(job, threads);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = view(arena, source);
            MemorySegment to = view(arena, target);
            if (!job.converts()) {
                MethodHandle handle = copy.handle();
                int bytes = source.type().bytes();
                call(
                        copy,
                        () ->
                                (int)
                                        handle.invokeExact(
                                                source.bytes(),
                                                from,
                                                target.bytes(),
                                                to,
                                                bytes,
                                                threads));
                return Losses.NONE;
            }
            MethodHandle handle = convert.handle();
            float[] array = job.scale().map(Scale::factors).orElse(null);
            int axis = job.scale().map(Scale::axis).orElse(-1);
            MemorySegment factors =
                    array == null ? MemorySegment.NULL : arena.allocateFrom(JAVA_FLOAT, array);
            long channels = array == null ? 0 : array.length;
            MemorySegment losses = arena.allocate(JAVA_LONG, 2);
            call(
                    convert,
                    () ->
                            (int)
                                    handle.invokeExact(
                                            source.bytes(),
                                            from,
                                            code(source.type()),
                                            target.bytes(),
                                            to,
                                            code(target.type()),
                                            factors,
                                            channels,
                                            axis,
                                            threads,
                                            losses));
            return new Losses(losses.getAtIndex(JAVA_LONG, 0), losses.getAtIndex(JAVA_LONG, 1));
        }
    }

    @Override
    long hashOf(MemorySegment bytes, int threads) {
        if (!bytes.isNative()) {
            return JavaKernels.INSTANCE.hashOf(bytes, threads);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_LONG);
            MethodHandle handle = hash.handle();
            call(hash, () -> (int) handle.invokeExact(bytes, bytes.byteSize(), threads, result));
            return result.get(JAVA_LONG, 0);
        }
    }

    /// A `struct tf2ov_view`: size, offset, rank, eight lengths, eight strides.
    private static MemorySegment view(Arena arena, StridedArray array) {
        long[] fields = new long[3 + 2 * StridedArray.MAX_RANK];
        fields[0] = array.bytes().byteSize();
        fields[1] = array.offset();
        fields[2] = array.rank();
        fill(fields, 3, array.shape());
        fill(fields, 3 + StridedArray.MAX_RANK, array.strides());
        return arena.allocateFrom(JAVA_LONG, fields);
    }

    private static void fill(long[] fields, int start, List<Long> values) {
        for (int i = 0; i < values.size(); i++) {
            fields[start + i] = values.get(i);
        }
    }

    /// An `enum tf2ov_type`.
    private static int code(ElementType type) {
        return switch (type) {
            case F16 -> 1;
            case BF16 -> 2;
            case F32 -> 3;
            case F64 -> 4;
            default -> throw new AssertionError(type);
        };
    }
}

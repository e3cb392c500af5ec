package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Numbers in native memory with an element type and a shape, in row-major order.
///
/// The memory is the runtime's own ([#allocate]) or the caller's ([#wrap], nothing is copied).
/// Threads may share a tensor as they may share an array. What [#data] and the buffers show ends
/// with the tensor, or with the request that it belongs to.
public final class Tensor extends Handle {
    private final Optional<MemorySegment> wrapped;
    private volatile Memory memory;

    /// What the native tensor looks like at present.
    private static final class Memory {
        final ElementType element;
        final long[] shape;
        final MemorySegment data;

        /// Ends what is shown of memory that isn't the caller's.
        final Optional<Arena> arena;

        private Memory(
                ElementType element, long[] shape, MemorySegment data, Optional<Arena> arena) {
            this.element = element;
            this.shape = shape;
            this.data = data;
            this.arena = arena;
        }

        static Memory callers(ElementType element, long[] shape, MemorySegment whole) {
            return new Memory(
                    element,
                    shape,
                    whole.asSlice(0, element.bytes(count(shape))),
                    Optional.empty());
        }

        @SuppressWarnings("MustBeClosed") // by forget
        static Memory runtimes(ElementType element, long[] shape, MemorySegment pointer) {
            Arena arena = Arena.ofShared();
            return new Memory(
                    element,
                    shape,
                    pointer.reinterpret(element.bytes(count(shape)), arena, null),
                    Optional.of(arena));
        }
    }

    /// A tensor that the runtime made.
    Tensor(MemorySegment address) {
        this(address, Optional.empty());
    }

    private Tensor(MemorySegment address, Optional<MemorySegment> wrapped) {
        super(address, CApi::ov_tensor_free);
        this.wrapped = wrapped;
    }

    /// A tensor with memory of its own, which holds anything at first.
    public static Tensor allocate(ElementType element, long... shape) {
        requireShape(shape);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dims = OpenVino.shape(arena, shape);
            return new Tensor(
                    OpenVino.create(
                            "allocating " + name(element, shape),
                            out -> CApi.ov_tensor_create(OpenVino.code(element), dims, out)));
        }
    }

    /// A tensor that is a view of `memory`: nothing is copied, and what is written to the one is
    /// seen in the other. The memory must live until the tensor and the requests that it was given
    /// to are closed.
    ///
    /// @param memory native or mapped, at least as large as the elements need
    public static Tensor wrap(MemorySegment memory, ElementType element, long... shape) {
        requireShape(shape);
        long bytes = element.bytes(count(shape));
        if (!memory.isNative()) {
            throw new IllegalArgumentException(
                    "memory on the Java heap moves; allocate a tensor and copy into its data");
        }
        if (memory.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    name(element, shape)
                            + " needs "
                            + bytes
                            + " bytes, the memory has "
                            + memory.byteSize());
        }
        if (element.isWholeBytes() && memory.address() % element.bytes() != 0) {
            throw new IllegalArgumentException(
                    "memory for "
                            + element
                            + " begins at a multiple of "
                            + element.bytes()
                            + " bytes");
        }
        MemorySegment exact = memory.asSlice(0, bytes);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dims = OpenVino.shape(arena, shape);
            return new Tensor(
                    OpenVino.create(
                            "wrapping " + name(element, shape),
                            out ->
                                    CApi.ov_tensor_create_from_host_ptr(
                                            OpenVino.code(element), dims, exact, out)),
                    Optional.of(exact));
        }
    }

    /// A copy of `values` as `f32`.
    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = allocate(ElementType.F32, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    /// A copy of `values` as `i32`.
    public static Tensor of(int[] values, long... shape) {
        Tensor tensor = allocate(ElementType.I32, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_INT, 0, values.length);
        return tensor;
    }

    /// A copy of `values` as `i64`.
    public static Tensor of(long[] values, long... shape) {
        Tensor tensor = allocate(ElementType.I64, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_LONG, 0, values.length);
        return tensor;
    }

    /// A copy of `values` as `u8`.
    public static Tensor of(byte[] values, long... shape) {
        Tensor tensor = allocate(ElementType.U8, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_BYTE, 0, values.length);
        return tensor;
    }

    /// A tensor of strings.
    public static Tensor of(List<String> values, long... shape) {
        requireCount(values.size(), shape);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment texts = OpenVino.strings(arena, values);
            MemorySegment dims = OpenVino.shape(arena, shape);
            return new Tensor(
                    OpenVino.create(
                            "making " + name(ElementType.STRING, shape),
                            out ->
                                    CApi.ov_tensor_create_from_string_array(
                                            texts, values.size(), dims, out)));
        }
    }

    /// A copy of `values` as `f64`.
    public static Tensor of(double[] values, long... shape) {
        Tensor tensor = allocate(ElementType.F64, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_DOUBLE, 0, values.length);
        return tensor;
    }

    /// A copy of `values` as `i16`.
    public static Tensor of(short[] values, long... shape) {
        Tensor tensor = allocate(ElementType.I16, requireCount(values.length, shape));
        MemorySegment.copy(values, 0, tensor.data(), ValueLayout.JAVA_SHORT, 0, values.length);
        return tensor;
    }

    /// A copy of `values` as `boolean`, one byte each.
    public static Tensor of(boolean[] values, long... shape) {
        Tensor tensor = allocate(ElementType.BOOLEAN, requireCount(values.length, shape));
        for (int i = 0; i < values.length; i++) {
            tensor.data().set(ValueLayout.JAVA_BOOLEAN, i, values[i]);
        }
        return tensor;
    }

    /// A copy of `values` as `f16`, each rounded to the nearest.
    public static Tensor ofHalf(float[] values, long... shape) {
        Tensor tensor = allocate(ElementType.F16, requireCount(values.length, shape));
        for (int i = 0; i < values.length; i++) {
            tensor.data().setAtIndex(ValueLayout.JAVA_SHORT, i, Float.floatToFloat16(values[i]));
        }
        return tensor;
    }

    /// A copy of `bytes`, which are the packed elements of a type of any size.
    public static Tensor ofBytes(byte[] bytes, ElementType element, long... shape) {
        requireShape(shape);
        long needed = element.bytes(count(shape));
        if (bytes.length != needed) {
            throw new IllegalArgumentException(
                    name(element, shape)
                            + " needs "
                            + needed
                            + " bytes, there are "
                            + bytes.length);
        }
        Tensor tensor = allocate(element, shape);
        MemorySegment.copy(bytes, 0, tensor.data(), ValueLayout.JAVA_BYTE, 0, bytes.length);
        return tensor;
    }

    private static void requireShape(long[] shape) {
        if (Arrays.stream(shape).anyMatch(dimension -> dimension < 0)) {
            throw new IllegalArgumentException(
                    "a dimension of " + Arrays.toString(shape) + " is negative");
        }
    }

    private static long[] requireCount(long values, long[] shape) {
        requireShape(shape);
        if (count(shape) != values) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(shape)
                            + " has "
                            + count(shape)
                            + " elements, there are "
                            + values);
        }
        return shape;
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static String name(ElementType element, long[] shape) {
        return TensorType.of(element, shape).toString();
    }

    public ElementType elementType() {
        return memory().element;
    }

    public long[] shape() {
        return memory().shape.clone();
    }

    public TensorType type() {
        return new TensorType(elementType(), PartialShape.of(memory().shape));
    }

    /// How many elements it has.
    public long size() {
        return count(memory().shape);
    }

    public long byteSize() {
        return get(tensor ->
                OpenVino.size(
                        "asking for the size", out -> CApi.ov_tensor_get_byte_size(tensor, out)));
    }

    /// Gives it another shape. Memory that it has of its own grows with it, and what was shown of
    /// it before is gone; memory that it wraps must be large enough.
    public synchronized void setShape(long... shape) {
        requireShape(shape);
        use(tensor -> {
            try (Arena arena = Arena.ofConfined()) {
                forget();
                check(
                        CApi.ov_tensor_set_shape(tensor, OpenVino.shape(arena, shape)),
                        "changing the shape to " + Arrays.toString(shape));
            }
        });
    }

    /// The elements, packed, in the byte order of this machine.
    ///
    /// @throws IllegalStateException for strings, which have no bytes to share
    public MemorySegment data() {
        Memory now = memory();
        if (now.element == ElementType.STRING) {
            throw new IllegalStateException("strings are objects of the runtime, not bytes");
        }
        return now.data;
    }

    /// The elements of an `f32` tensor; writing writes them.
    public FloatBuffer floats() {
        return buffer(ElementType.F32).asFloatBuffer();
    }

    /// The elements of an `i32` tensor; writing writes them.
    public IntBuffer ints() {
        return buffer(ElementType.I32).asIntBuffer();
    }

    /// The elements of an `i64` tensor; writing writes them.
    public LongBuffer longs() {
        return buffer(ElementType.I64).asLongBuffer();
    }

    private ByteBuffer buffer(ElementType wanted) {
        require(wanted);
        return data().asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private void require(ElementType wanted) {
        if (elementType() != wanted) {
            throw new IllegalStateException(
                    "the elements are " + elementType() + ", not " + wanted);
        }
    }

    /// A copy of the elements; `f16` and `bf16` become `float`.
    public float[] toFloatArray() {
        if (elementType() == ElementType.F16 || elementType() == ElementType.BF16) {
            short[] halves = data().toArray(ValueLayout.JAVA_SHORT);
            float[] floats = new float[halves.length];
            for (int i = 0; i < halves.length; i++) {
                floats[i] =
                        elementType() == ElementType.F16
                                ? Float.float16ToFloat(halves[i])
                                : Float.intBitsToFloat(halves[i] << 16);
            }
            return floats;
        }
        require(ElementType.F32);
        return data().toArray(ValueLayout.JAVA_FLOAT);
    }

    /// A copy of the elements of an `i32` tensor.
    public int[] toIntArray() {
        require(ElementType.I32);
        return data().toArray(ValueLayout.JAVA_INT);
    }

    /// A copy of the elements of an `i64` tensor.
    public long[] toLongArray() {
        require(ElementType.I64);
        return data().toArray(ValueLayout.JAVA_LONG);
    }

    /// A copy of the elements of an `f64` tensor.
    public double[] toDoubleArray() {
        require(ElementType.F64);
        return data().toArray(ValueLayout.JAVA_DOUBLE);
    }

    /// A copy of the packed elements.
    public byte[] toByteArray() {
        return data().toArray(ValueLayout.JAVA_BYTE);
    }

    /// A copy of the elements of a tensor of strings.
    public List<String> toStrings() {
        require(ElementType.STRING);
        return get(tensor ->
                NativeStrings.read(
                        OpenVino.create(
                                "asking a tensor for its data",
                                out -> CApi.ov_tensor_data(tensor, out)),
                        size(),
                        byteSize()));
    }

    /// Replaces the elements of a tensor of strings.
    public void setStrings(List<String> values) {
        require(ElementType.STRING);
        requireCount(values.size(), memory().shape);
        use(tensor -> {
            try (Arena arena = Arena.ofConfined()) {
                check(
                        CApi.ov_tensor_set_string_data(
                                tensor, OpenVino.strings(arena, values), values.size()),
                        "setting strings");
            }
        });
    }

    private Memory memory() {
        Memory now = memory;
        return now != null ? now : look();
    }

    private synchronized Memory look() {
        if (memory == null) {
            memory =
                    get(tensor -> {
                        ElementType element =
                                OpenVino.elementType(
                                        "asking a tensor",
                                        out -> CApi.ov_tensor_get_element_type(tensor, out));
                        long[] shape =
                                OpenVino.shape(
                                        "asking a tensor",
                                        out -> CApi.ov_tensor_get_shape(tensor, out));
                        return wrapped.map(whole -> Memory.callers(element, shape, whole))
                                .orElseGet(() ->
                                        Memory.runtimes(
                                                element,
                                                shape,
                                                OpenVino.create(
                                                        "asking a tensor for its data",
                                                        out -> CApi.ov_tensor_data(tensor, out))));
                    });
        }
        return memory;
    }

    /// Ends what was shown of the memory, because it may move.
    synchronized void forget() {
        if (memory != null) {
            memory.arena.ifPresent(Arena::close);
            memory = null;
        }
    }

    /// Whether the runtime may still touch the memory.
    boolean isAlive() {
        return wrapped.isEmpty() || wrapped.get().scope().isAlive();
    }

    boolean isReadOnly() {
        return wrapped.isPresent() && wrapped.get().isReadOnly();
    }

    /// Ends what is shown of the memory, and gives the memory back unless a request still uses it.
    @Override
    public void close() {
        forget();
        super.close();
    }

    /// `f32[1,3]`.
    @Override
    public String toString() {
        return isClosed() ? "closed tensor" : type().toString();
    }
}

package org.tf2ov.ov.runtime;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.tf2ov.problem.RuntimeFailure;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// Where Java meets the C library: linking, status codes, error texts, out-parameters, structures.
///
/// No other class looks behind an address. The text of an error is one variable of the whole
/// process in the C library, so when two threads fail at the same time one may report the other's
/// text.
final class OpenVino {
    private static final long SHAPE_DIMS = offset(CApi.Layouts.ov_shape_t, "dims");
    private static final long PARTIAL_DIMS = offset(CApi.Layouts.ov_partial_shape_t, "dims");

    private static final FunctionDescriptor WORDS =
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final ElementType[] ELEMENT_TYPES = ElementType.values();

    /// The functions that were called in this process, for the test that misses none.
    static final Set<String> LINKED = ConcurrentHashMap.newKeySet();

    private static SymbolLookup symbols;

    private OpenVino() {}

    /// The C library, loaded by whoever comes first. A failure is not remembered.
    private static synchronized SymbolLookup symbols() {
        if (symbols == null) {
            symbols = RuntimeLibrary.find().load();
        }
        return symbols;
    }

    // What the generated CApi is built from.

    /// A plain function: its parameters are pointers and integers, six at most.
    ///
    /// The JVM spins new code for every shape of call, which takes 5 ms each (JDK 25, with an AOT
    /// cache) and was most of the time to load a small model. So all plain functions are called in
    /// the same shape: six words, of which a function takes those that it has, and a word back. All
    /// calling conventions of our platforms (System V, Windows x64, AAPCS64 and Apple's form of it)
    /// pass six words in a way that a callee may ignore the last ones, and leave the caller to
    /// clean up. Words are addresses for Java, so that memory cannot be freed during a call that
    /// was given it.
    static MethodHandle function(String name) {
        return function(name, WORDS);
    }

    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        LINKED.add(name);
        return Linker.nativeLinker().downcallHandle(symbol(name), descriptor);
    }

    /// An integer parameter of a plain function.
    static MemorySegment word(long value) {
        return MemorySegment.ofAddress(value);
    }

    /// A `bool` that a plain function returns: only one byte of the word is its own.
    static boolean bool(long word) {
        return (byte) word != 0;
    }

    /// The string that a `const char*` variable of the library points to.
    static String text(String variable) {
        return string(symbol(variable).reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0));
    }

    private static MemorySegment symbol(String name) {
        return symbols()
                .find(name)
                .orElseThrow(() ->
                        new RuntimeFailure(
                                RuntimeLibrary.find().library().toString(),
                                "this OpenVINO has no " + name,
                                RuntimeLibrary.REMEDY));
    }

    /// A pointer through which C calls a static method for the rest of the process.
    static MemorySegment upcall(
            MethodHandles.Lookup owner, String method, FunctionDescriptor descriptor) {
        try {
            MethodHandle target =
                    owner.findStatic(owner.lookupClass(), method, descriptor.toMethodType());
            return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method, e);
        }
    }

    /// What a call is answered with that did not even reach the library.
    static RuntimeException broken(String function, Throwable reason) {
        if (reason instanceof ExceptionInInitializerError e
                && e.getCause() instanceof RuntimeFailure failure) {
            return failure;
        }
        if (reason
                instanceof NoClassDefFoundError) { // linking failed before; the reason is the same
            symbol(function);
        }
        if (reason instanceof RuntimeException e) {
            return e;
        }
        if (reason instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(function, reason);
    }

    // Status codes and their texts.

    /// Throws what the library says about a call that it did not answer with `OK`.
    ///
    /// @param doing what was being done, as the place of the problem: `"reading model.xml"`
    /// @throws RuntimeFailure in the words of the library
    /// @throws CancellationException if it was cancelled
    static void check(int status, String doing) {
        if (status != CApi.ov_status_e.OK) {
            throw failure(status, doing);
        }
    }

    private static RuntimeException failure(int status, String doing) {
        if (status == CApi.ov_status_e.INFER_CANCELLED) {
            return new CancellationException(doing + " was cancelled");
        }
        boolean hasText =
                status != CApi.ov_status_e.INVALID_C_PARAM
                        && status != CApi.ov_status_e.NOT_IMPLEMENT_C_METHOD;
        String text = hasText ? ownedString(CApi.ov_get_last_err_msg()) : "";
        if (text.isBlank()) {
            text = "the runtime answers " + string(CApi.ov_get_error_info(status));
        }
        RuntimeFailure failure = new RuntimeFailure(doing, ErrorText.essence(text));
        failure.initCause(new ErrorText(text));
        return failure;
    }

    // Out-parameters.

    /// A call that leaves its result where its argument points to.
    interface Out extends ToIntFunction<MemorySegment> {}

    /// The pointer that a call leaves.
    static MemorySegment create(String doing, Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            check(call.applyAsInt(out), doing);
            return out.get(ADDRESS, 0);
        }
    }

    /// The same, or nothing when the library refuses.
    static Optional<MemorySegment> optional(Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            return call.applyAsInt(out) == CApi.ov_status_e.OK
                    ? Optional.of(out.get(ADDRESS, 0))
                    : Optional.empty();
        }
    }

    /// A call that takes a path.
    interface FromPath {
        int call(MemorySegment path, MemorySegment out);
    }

    /// The pointer that a call with a path leaves; the wide form is that of Windows.
    static MemorySegment createFrom(String doing, Path path, FromPath narrow, FromPath wide) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = path(arena, path);
            FromPath form = RuntimeLibrary.isWindows() ? wide : narrow;
            return create(doing, out -> form.call(text, out));
        }
    }

    /// The `size_t` that a call leaves.
    static long size(String doing, Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            check(call.applyAsInt(out), doing);
            return out.get(JAVA_LONG, 0);
        }
    }

    /// The string that a call leaves and that is ours to free.
    static String string(String doing, Out call) {
        return ownedString(create(doing, call));
    }

    /// The same, or nothing when the library refuses.
    static Optional<String> optionalString(Out call) {
        return optional(call).map(OpenVino::ownedString);
    }

    static ElementType elementType(String doing, Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT);
            check(call.applyAsInt(out), doing);
            return elementType(out.get(JAVA_INT, 0));
        }
    }

    /// The shape that a call leaves. The library cannot make the shape of a scalar, and says that
    /// its parameters are wrong; ours are not, so it is one.
    static long[] shape(String doing, Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(CApi.Layouts.ov_shape_t);
            int status = call.applyAsInt(out);
            if (status == CApi.ov_status_e.INVALID_C_PARAM) {
                return new long[0];
            }
            check(status, doing);
            MemorySegment dims =
                    array(out.get(ADDRESS, SHAPE_DIMS), JAVA_LONG, out.get(JAVA_LONG, 0));
            long[] shape = dims.toArray(JAVA_LONG);
            check(CApi.ov_shape_free(out), doing);
            return shape;
        }
    }

    static PartialShape partialShape(String doing, Out call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(CApi.Layouts.ov_partial_shape_t);
            check(call.applyAsInt(out), doing);
            try {
                Dimension rank = dimension(out, 0);
                if (!rank.isStatic()) {
                    return PartialShape.DYNAMIC;
                }
                MemorySegment dims =
                        array(
                                out.get(ADDRESS, PARTIAL_DIMS),
                                CApi.Layouts.ov_dimension_t,
                                rank.value());
                List<Dimension> dimensions = new ArrayList<>();
                for (long at = 0;
                        at < dims.byteSize();
                        at += CApi.Layouts.ov_dimension_t.byteSize()) {
                    dimensions.add(dimension(dims, at));
                }
                return PartialShape.of(dimensions);
            } finally {
                CApi.ov_partial_shape_free(out);
            }
        }
    }

    private static Dimension dimension(MemorySegment memory, long at) {
        long max = memory.get(JAVA_LONG, at + Long.BYTES);
        return new Dimension(
                Math.max(memory.get(JAVA_LONG, at), 0), max < 0 ? Dimension.UNBOUNDED : max);
    }

    /// What a pointer to `count` elements points to.
    static MemorySegment array(MemorySegment pointer, MemoryLayout element, long count) {
        return pointer.reinterpret(Math.multiplyExact(element.byteSize(), count));
    }

    // Arguments.

    /// An `ov_element_type_e`.
    static int code(ElementType element) {
        return switch (element) {
            case DYNAMIC -> CApi.ov_element_type_e.DYNAMIC;
            case BOOLEAN -> CApi.ov_element_type_e.BOOLEAN;
            case BF16 -> CApi.ov_element_type_e.BF16;
            case F16 -> CApi.ov_element_type_e.F16;
            case F32 -> CApi.ov_element_type_e.F32;
            case F64 -> CApi.ov_element_type_e.F64;
            case I4 -> CApi.ov_element_type_e.I4;
            case I8 -> CApi.ov_element_type_e.I8;
            case I16 -> CApi.ov_element_type_e.I16;
            case I32 -> CApi.ov_element_type_e.I32;
            case I64 -> CApi.ov_element_type_e.I64;
            case U1 -> CApi.ov_element_type_e.U1;
            case U2 -> CApi.ov_element_type_e.U2;
            case U3 -> CApi.ov_element_type_e.U3;
            case U4 -> CApi.ov_element_type_e.U4;
            case U6 -> CApi.ov_element_type_e.U6;
            case U8 -> CApi.ov_element_type_e.U8;
            case U16 -> CApi.ov_element_type_e.U16;
            case U32 -> CApi.ov_element_type_e.U32;
            case U64 -> CApi.ov_element_type_e.U64;
            case NF4 -> CApi.ov_element_type_e.NF4;
            case F8E4M3 -> CApi.ov_element_type_e.F8E4M3;
            case F8E5M2 -> CApi.ov_element_type_e.F8E5M3; // the header's spelling
            case STRING -> CApi.ov_element_type_e.STRING;
            case F4E2M1 -> CApi.ov_element_type_e.F4E2M1;
            case F8E8M0 -> CApi.ov_element_type_e.F8E8M0;
        };
    }

    private static ElementType elementType(int code) {
        for (ElementType element : ELEMENT_TYPES) {
            if (code(element) == code) {
                return element;
            }
        }
        throw new IllegalStateException(
                "the runtime has an element type " + code + " that this version does not know");
    }

    /// An `ov_shape_t`, by value or by pointer.
    static MemorySegment shape(Arena arena, long... dimensions) {
        MemorySegment shape = arena.allocate(CApi.Layouts.ov_shape_t);
        shape.set(JAVA_LONG, 0, dimensions.length);
        shape.set(ADDRESS, SHAPE_DIMS, arena.allocateFrom(JAVA_LONG, dimensions));
        return shape;
    }

    /// An array of `ov_partial_shape_t`, of shapes with one dimension or more.
    static MemorySegment partialShapes(Arena arena, List<PartialShape> shapes) {
        MemorySegment all = arena.allocate(CApi.Layouts.ov_partial_shape_t, shapes.size());
        long at = 0;
        for (PartialShape shape : shapes) {
            List<Dimension> dimensions = shape.dimensions();
            setDimension(all, at, Dimension.of(dimensions.size()));
            MemorySegment dims = arena.allocate(CApi.Layouts.ov_dimension_t, dimensions.size());
            for (int i = 0; i < dimensions.size(); i++) {
                setDimension(dims, i * CApi.Layouts.ov_dimension_t.byteSize(), dimensions.get(i));
            }
            all.set(ADDRESS, at + PARTIAL_DIMS, dims);
            at += CApi.Layouts.ov_partial_shape_t.byteSize();
        }
        return all;
    }

    private static void setDimension(MemorySegment memory, long at, Dimension dimension) {
        memory.set(JAVA_LONG, at, dimension.min());
        memory.set(JAVA_LONG, at + Long.BYTES, dimension.isUnbounded() ? -1 : dimension.max());
    }

    /// An array of `ov_property_t`; a value is a text, or memory such as a handle of OpenCL.
    static MemorySegment properties(Arena arena, Map<String, ?> properties) {
        MemorySegment all = arena.allocate(CApi.Layouts.ov_property_t, properties.size());
        long at = 0;
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            MemorySegment value =
                    property.getValue() instanceof MemorySegment memory
                            ? memory
                            : string(arena, property.getValue().toString());
            all.set(ADDRESS, at, string(arena, property.getKey()));
            all.set(ADDRESS, at + ADDRESS.byteSize(), value);
            at += CApi.Layouts.ov_property_t.byteSize();
        }
        return all;
    }

    /// An array of `char*`.
    static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment all = arena.allocate(ADDRESS, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            all.setAtIndex(ADDRESS, i, string(arena, texts.get(i)));
        }
        return all;
    }

    /// A `char*` of UTF-8.
    static MemorySegment string(Arena arena, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "C ends a text where this one holds a zero: " + text.replace("\0", "\\0"));
        }
        return arena.allocateFrom(text);
    }

    /// A path in the characters of the system: `char*`, or `wchar_t*` on Windows.
    static MemorySegment path(Arena arena, Path path) {
        return RuntimeLibrary.isWindows()
                ? arena.allocateFrom(path.toString(), StandardCharsets.UTF_16LE)
                : string(arena, path.toString());
    }

    // Strings that come back.

    /// What a `char*` points to; empty for null.
    static String string(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// The same for a string that the caller owns, which is freed.
    private static String ownedString(MemorySegment pointer) {
        try {
            return string(pointer);
        } finally {
            CApi.ov_free(pointer);
        }
    }

    static long offset(StructLayout struct, String member) {
        return struct.byteOffset(groupElement(member));
    }

    /// A pointer member of a structure.
    static MemorySegment pointer(MemorySegment memory, StructLayout struct, String member) {
        return memory.get(ADDRESS, offset(struct, member));
    }

    /// A whole-number member of a structure.
    static long number(MemorySegment memory, StructLayout struct, String member) {
        ValueLayout layout = (ValueLayout) struct.select(groupElement(member));
        long at = offset(struct, member);
        return layout.byteSize() == Integer.BYTES
                ? memory.get(JAVA_INT, at)
                : memory.get(JAVA_LONG, at);
    }
}

package org.tf2ov.ov.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tf2ov.problem.RuntimeFailure;

/// The strings in a tensor. The C API writes them and cannot read them: they are `std::string`
/// objects of the C++ library that the runtime was built with.
///
/// Their layout is fixed by each library's binary interface. It is tried on strings that are known
/// before it is believed.
enum NativeStrings {
    /// GNU: pointer, size, 16 bytes of which short strings are made.
    GNU(32) {
        @Override
        MemorySegment bytes(MemorySegment string) {
            return string.get(ADDRESS, 0).reinterpret(string.get(JAVA_LONG, 8));
        }
    },
    /// Microsoft: 16 bytes that are a short string or begin with a pointer, size, capacity.
    MICROSOFT(32) {
        @Override
        MemorySegment bytes(MemorySegment string) {
            long size = string.get(JAVA_LONG, 16);
            return string.get(JAVA_LONG, 24) < 16
                    ? string.asSlice(0, size)
                    : string.get(ADDRESS, 0).reinterpret(size);
        }
    },
    /// LLVM on Apple's processors: pointer, size, capacity; or 23 bytes of a short string and its
    /// size, whose highest bit tells which.
    LLVM(24) {
        @Override
        MemorySegment bytes(MemorySegment string) {
            byte last = string.get(JAVA_BYTE, 23);
            return last >= 0
                    ? string.asSlice(0, last)
                    : string.get(ADDRESS, 0).reinterpret(string.get(JAVA_LONG, 8));
        }
    };

    private final long bytesEach;

    NativeStrings(long bytesEach) {
        this.bytesEach = bytesEach;
    }

    /// Where the characters of one string are.
    abstract MemorySegment bytes(MemorySegment string);

    /// The strings of a tensor.
    ///
    /// @param data where the objects begin
    /// @param bytes how much room all of them take
    static List<String> read(MemorySegment data, long count, long bytes) {
        return Trusted.LAYOUT.readAll(data, count, bytes);
    }

    private List<String> readAll(MemorySegment data, long count, long bytes) {
        if (bytes != count * bytesEach) {
            throw unknown();
        }
        MemorySegment objects = data.reinterpret(bytes);
        List<String> strings = new ArrayList<>();
        for (long at = 0; at < bytes; at += bytesEach) {
            byte[] characters = bytes(objects.asSlice(at, bytesEach)).toArray(JAVA_BYTE);
            strings.add(new String(characters, StandardCharsets.UTF_8));
        }
        return strings;
    }

    private static RuntimeFailure unknown() {
        return new RuntimeFailure(
                "reading strings", "this OpenVINO keeps strings in a way that is not known here");
    }

    /// The layout of this system, after it was tried.
    private static final class Trusted {
        static final NativeStrings LAYOUT = find();

        private static NativeStrings find() {
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            NativeStrings layout =
                    system.startsWith("windows")
                            ? MICROSOFT
                            : system.startsWith("mac") ? LLVM : GNU;
            List<String> known =
                    List.of("", "short", "a string that is too long for any short form");
            try (Tensor tensor = Tensor.of(known, known.size())) {
                List<String> read =
                        tensor.get(handle ->
                                layout.readAll(
                                        OpenVino.create(
                                                "asking a tensor for its data",
                                                out -> CApi.ov_tensor_data(handle, out)),
                                        known.size(),
                                        tensor.byteSize()));
                if (!read.equals(known)) {
                    throw unknown();
                }
            }
            return layout;
        }
    }
}

package org.tf2ov.tests;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.tensor.ElementType;

/// An array of NumPy as a fixture holds it: row-major, little-endian. Independent of the reader
/// that the product has.
///
/// @param descr NumPy's word for the element type, `<f4`
@SuppressWarnings("ArrayRecordComponent") // never compared
record Npy(String descr, long[] shape, MemorySegment data) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "'descr': '([^']*)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\)");

    static Npy parse(byte[] file) {
        int length = file[8] & 0xff | (file[9] & 0xff) << 8;
        String header = new String(file, 10, length, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("unexpected header of a fixture: " + header);
        }
        long[] shape =
                Arrays.stream(matcher.group(2).split(","))
                        .map(String::strip)
                        .filter(number -> !number.isEmpty())
                        .mapToLong(Long::parseLong)
                        .toArray();
        byte[] data = Arrays.copyOfRange(file, 10 + length, file.length);
        return new Npy(matcher.group(1), shape, MemorySegment.ofArray(data));
    }

    /// NumPy has no bfloat16, which fixtures keep as bits or as float.
    ElementType elementType() {
        return switch (descr) {
            case "<f2" -> ElementType.F16;
            case "<f4" -> ElementType.F32;
            case "<f8" -> ElementType.F64;
            case "<i4" -> ElementType.I32;
            case "<i8" -> ElementType.I64;
            case "|i1" -> ElementType.I8;
            case "|u1" -> ElementType.U8;
            case "|b1" -> ElementType.BOOLEAN;
            default -> throw new IllegalArgumentException(descr);
        };
    }

    long count() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}

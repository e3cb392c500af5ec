package org.tf2ov.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The element types of OpenVINO, spelled as its IR spells them (`element_type="f32"`).
///
/// Sub-byte types are packed; [#bytes(long)] knows how much room `n` elements take. Source:
/// OpenVINO IR, see `openvino.Type`.
public enum ElementType {
    /// Not known yet.
    DYNAMIC(0, Kind.NONE),
    BOOLEAN(8, Kind.BOOLEAN),
    BF16(16, Kind.FLOAT),
    F16(16, Kind.FLOAT),
    F32(32, Kind.FLOAT),
    F64(64, Kind.FLOAT),
    I4(4, Kind.SIGNED),
    I8(8, Kind.SIGNED),
    I16(16, Kind.SIGNED),
    I32(32, Kind.SIGNED),
    I64(64, Kind.SIGNED),
    U1(1, Kind.UNSIGNED),
    U2(2, Kind.UNSIGNED),
    U3(3, Kind.UNSIGNED),
    U4(4, Kind.UNSIGNED),
    U6(6, Kind.UNSIGNED),
    U8(8, Kind.UNSIGNED),
    U16(16, Kind.UNSIGNED),
    U32(32, Kind.UNSIGNED),
    U64(64, Kind.UNSIGNED),
    NF4(4, Kind.FLOAT),
    F8E4M3(8, Kind.FLOAT),
    F8E5M2(8, Kind.FLOAT),
    STRING(0, Kind.NONE),
    F4E2M1(4, Kind.FLOAT),
    F8E8M0(8, Kind.FLOAT);

    private enum Kind {
        NONE,
        BOOLEAN,
        FLOAT,
        SIGNED,
        UNSIGNED
    }

    private final int bits;
    private final Kind kind;

    ElementType(int bits, Kind kind) {
        this.bits = bits;
        this.kind = kind;
    }

    /// Bits of one element; 0 where elements have no fixed size (`STRING`, `DYNAMIC`).
    public int bits() {
        return bits;
    }

    /// Whether elements are a whole number of bytes, so that each has an address.
    public boolean isWholeBytes() {
        return bits >= 8;
    }

    /// Bytes of one element.
    ///
    /// @throws IllegalStateException where elements have no whole number of bytes
    public int bytes() {
        if (!isWholeBytes()) {
            throw new IllegalStateException(irName() + " elements are not whole bytes");
        }
        return bits / 8;
    }

    /// Bytes that `count` packed elements take. `u3` and `u6` are stored in groups of three bytes.
    public long bytes(long count) {
        return switch (this) {
            case U3 -> (count + 7) / 8 * 3;
            case U6 -> (count + 3) / 4 * 3;
            default -> (Math.multiplyExact(count, (long) bits) + 7) / 8;
        };
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /// Signed or unsigned; booleans are not integers.
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    public boolean isSigned() {
        return kind == Kind.SIGNED || kind == Kind.FLOAT;
    }

    /// `f32`, `boolean`, `dynamic`: the word in an IR's `element_type`.
    public String irName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `FP32`, `BOOL`, `BIN`: the word in an IR port's `precision`.
    public String precision() {
        return switch (this) {
            case F16 -> "FP16";
            case F32 -> "FP32";
            case F64 -> "FP64";
            case BOOLEAN -> "BOOL";
            case U1 -> "BIN";
            default -> name();
        };
    }

    /// The type that an IR name spells.
    public static Optional<ElementType> ofIrName(String name) {
        return Arrays.stream(values()).filter(type -> type.irName().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return irName();
    }
}

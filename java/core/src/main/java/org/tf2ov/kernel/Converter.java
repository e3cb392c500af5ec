package org.tf2ov.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.tf2ov.kernel.Kernels.Copy;
import org.tf2ov.kernel.Tiles.Run;

/// Takes runs of numbers through f32 and a product to another type, some at a time, so that the
/// steps meet in the first cache. One thread uses it.
///
/// Numbers of f32 are kept as bits, because Java's arithmetic doesn't say which NaN comes out of
/// it.
final class Converter implements Tiles.Visitor {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int PIECE = 1024;
    private static final int MAGNITUDE = 0x7fffffff;
    private static final int INFINITY = 0x7f800000;
    private static final int QUIET_NAN = 0x7fc00000;

    private final Copy copy;
    private final int[] bits = new int[PIECE];
    private long overflows;
    private long underflows;

    Converter(Copy copy) {
        this.copy = copy;
    }

    /// What was lost since this was last asked.
    Losses takeLosses() {
        Losses losses = new Losses(overflows, underflows);
        overflows = 0;
        underflows = 0;
        return losses;
    }

    @Override
    public void visit(Run run, long count) {
        for (long done = 0; done < count; done += PIECE) {
            Run piece = run.after(done);
            int length = (int) Math.min(PIECE, count - done);
            widen(piece, length);
            if (copy.scale().isPresent()) {
                scale(copy.scale().get().factors(), piece, length);
            }
            narrow(piece, length);
        }
    }

    private void widen(Run run, int count) {
        MemorySegment source = copy.source().bytes();
        long at = run.source();
        long step = run.sourceStep();
        switch (copy.source().type()) {
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = fromF16(source.get(SHORT, 2 * (at + i * step)));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = source.get(SHORT, 2 * (at + i * step)) << 16;
                }
            }
            case F32 -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = source.get(INT, 4 * (at + i * step));
                }
            }
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = fromF64(source.get(LONG, 8 * (at + i * step)));
                }
            }
            default -> throw new AssertionError(copy.source().type());
        }
    }

    private void scale(float[] factors, Run run, int count) {
        for (int i = 0; i < count; i++) {
            float value = Float.intBitsToFloat(bits[i]);
            float factor = factors[(int) (run.factor() + i * run.factorStep())];
            float product = value * factor;
            if (Float.isInfinite(product) && Float.isFinite(value) && Float.isFinite(factor)) {
                overflows++;
            }
            if (product == 0 && value != 0 && factor != 0) {
                underflows++;
            }
            bits[i] = Float.floatToIntBits(product);
        }
    }

    private void narrow(Run run, int count) {
        MemorySegment target = copy.target().bytes();
        long at = run.target();
        long step = run.targetStep();
        switch (copy.target().type()) {
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    target.set(SHORT, 2 * (at + i * step), toF16(bits[i]));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    target.set(SHORT, 2 * (at + i * step), toBf16(bits[i]));
                }
            }
            case F32 -> {
                for (int i = 0; i < count; i++) {
                    target.set(INT, 4 * (at + i * step), bits[i]);
                }
            }
            default -> throw new AssertionError(copy.target().type());
        }
    }

    private static int fromF16(short half) {
        float value = Float.float16ToFloat(half);
        return Float.isNaN(value)
                ? (half & 0x8000) << 16 | QUIET_NAN | (half & 0x3ff) << 13
                : Float.floatToRawIntBits(value);
    }

    private int fromF64(long wide) {
        double value = Double.longBitsToDouble(wide);
        if (Double.isNaN(value)) {
            return (int) (wide >>> 32) & ~MAGNITUDE | QUIET_NAN | (int) (wide >>> 29) & 0x7fffff;
        }
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && Double.isFinite(value)) {
            overflows++;
        }
        if (rounded == 0 && value != 0) {
            underflows++;
        }
        return Float.floatToRawIntBits(rounded);
    }

    private short toF16(int word) {
        float value = Float.intBitsToFloat(word);
        if (Float.isNaN(value)) {
            return (short) (word >>> 16 & 0x8000 | 0x7e00 | word >>> 13 & 0x3ff);
        }
        short half = Float.floatToFloat16(value);
        if ((half & 0x7fff) == 0x7c00 && Float.isFinite(value)) {
            overflows++;
        }
        if ((half & 0x7fff) == 0 && value != 0) {
            underflows++;
        }
        return half;
    }

    private short toBf16(int word) {
        if ((word & MAGNITUDE) > INFINITY) {
            return (short) (word >>> 16 | 0x40);
        }
        // Half a step less one, and one more if the last bit that stays is odd: ties go to even.
        int rounded = word + 0x7fff + (word >>> 16 & 1) >>> 16;
        if ((rounded & 0x7fff) == 0x7f80 && (word & MAGNITUDE) != INFINITY) {
            overflows++;
        }
        if ((rounded & 0x7fff) == 0 && (word & MAGNITUDE) != 0) {
            underflows++;
        }
        return (short) rounded;
    }
}

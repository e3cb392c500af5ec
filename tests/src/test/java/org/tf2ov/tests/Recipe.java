package org.tf2ov.tests;

import java.lang.foreign.MemorySegment;
import org.tf2ov.tensor.Elements;

/// Random numbers that Python and Java make alike, so that fixtures need not hold them;
/// `scripts/oracle/recipe.py` is the twin.
///
/// Element `i` is `lo + (hi - lo) * u` in `f32`, where `u` are the upper 24 bits of splitmix64(seed
/// + i), divided by 2^24.
record Recipe(long seed, float lo, float hi) {
    void fill(MemorySegment target, long count) {
        float width = hi - lo;
        for (long i = 0; i < count; i++) {
            float u = (splitMix(seed + i) >>> 40) * 0x1p-24f;
            target.set(Elements.FLOAT, i * 4, lo + width * u);
        }
    }

    private static long splitMix(long state) {
        long z = state + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

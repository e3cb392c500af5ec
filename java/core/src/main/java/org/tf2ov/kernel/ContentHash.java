package org.tf2ov.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.LongAdder;

/// A 64-bit hash for finding equal constants. With `fold(a, b)` the upper xor the lower 64 bits of `a × b`, and words read
/// as little-endian:
///
///     lane[j] = fold(lane[j] ^ word[2j], key[j] ^ word[2j + 1])   for each 64 bytes of a chunk, padded with zeros
///     digest  = fold(… fold(fold(key[4], lane[0] ^ key[5]), lane[1] ^ key[5]) …, lane[3] ^ key[5])
///     sum     = Σ fold(digest ^ key[6], mix(number of the chunk + 1))
///     hash    = fold(sum ^ key[7], size ^ key[4])
///
/// Lanes begin as `key[j]`. Chunks have 256 KiB whatever the number of threads, and their sum doesn't depend on their
/// order.
final class ContentHash {
    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 256 * 1024;
    private static final int STRIPE = 64;

    /// 2^64 divided by the golden ratio.
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long KEY_0 = key(0);
    private static final long KEY_1 = key(1);
    private static final long KEY_2 = key(2);
    private static final long KEY_3 = key(3);
    private static final long KEY_4 = key(4);
    private static final long KEY_5 = key(5);
    private static final long KEY_6 = key(6);
    private static final long KEY_7 = key(7);

    private ContentHash() {}

    static long of(MemorySegment bytes, int threads) {
        long size = bytes.byteSize();
        long chunks = (size + CHUNK - 1) / CHUNK;
        LongAdder sum = new LongAdder();
        Crew.run(
                Crew.size(threads, chunks, size),
                chunks,
                () ->
                        chunk -> {
                            long start = chunk * CHUNK;
                            long digest =
                                    digest(bytes.asSlice(start, Math.min(CHUNK, size - start)));
                            sum.add(fold(digest ^ KEY_6, mix(chunk + 1)));
                        });
        return fold(sum.sum() ^ KEY_7, size ^ KEY_4);
    }

    private static long digest(MemorySegment chunk) {
        long size = chunk.byteSize();
        long whole = size / STRIPE * STRIPE;
        long lane0 = KEY_0;
        long lane1 = KEY_1;
        long lane2 = KEY_2;
        long lane3 = KEY_3;
        MemorySegment data = chunk;
        for (long i = 0; i < size; i += STRIPE) {
            long at = i;
            if (i == whole) {
                data = MemorySegment.ofArray(new byte[STRIPE]).copyFrom(chunk.asSlice(whole));
                at = 0;
            }
            lane0 = fold(lane0 ^ data.get(WORD, at), KEY_0 ^ data.get(WORD, at + 8));
            lane1 = fold(lane1 ^ data.get(WORD, at + 16), KEY_1 ^ data.get(WORD, at + 24));
            lane2 = fold(lane2 ^ data.get(WORD, at + 32), KEY_2 ^ data.get(WORD, at + 40));
            lane3 = fold(lane3 ^ data.get(WORD, at + 48), KEY_3 ^ data.get(WORD, at + 56));
        }
        long all = fold(KEY_4, lane0 ^ KEY_5);
        all = fold(all, lane1 ^ KEY_5);
        all = fold(all, lane2 ^ KEY_5);
        return fold(all, lane3 ^ KEY_5);
    }

    private static long key(int i) {
        return mix(i + 0x7f20) | 1;
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ a * b;
    }

    /// Spreads small numbers over all bits.
    private static long mix(long x) {
        long y = (x * GOLDEN ^ (x * GOLDEN) >>> 32) * GOLDEN;
        return y ^ y >>> 32;
    }
}

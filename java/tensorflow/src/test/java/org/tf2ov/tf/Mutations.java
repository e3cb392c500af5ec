package org.tf2ov.tf;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// Damages messages, and watches what reading them costs.
final class Mutations {
    /// How many in all the tests together have to be at least 100,000.
    static final int COUNT = Integer.getInteger("tf2ov.fuzz.mutations", 60_000);

    private static final long MOST_NANOSECONDS = 10_000_000_000L;
    private static final long MOST_BYTES = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    final long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
    final Random random = new Random(seed);

    /// A copy with a few bits flipped, a byte changed, a stretch copied elsewhere, or a piece cut
    /// out.
    byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = 1 + random.nextInt(8); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int size = random.nextInt(Math.min(16, bytes.length - Math.max(from, to)) + 1);
                System.arraycopy(original, from, bytes, to, size);
            }
            default -> {
                int cut = random.nextInt(bytes.length);
                int end = Math.min(bytes.length, cut + 1 + random.nextInt(4));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - cut));
                System.arraycopy(bytes, end, shorter, cut, bytes.length - end);
                bytes = shorter;
            }
        }
        return bytes;
    }

    /// Runs a reader, which may allocate ten times what it reads and 64 MiB, and must come to an
    /// end.
    void watch(byte[] message, Runnable reader) {
        long thread = Thread.currentThread().threadId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        RuntimeException refusal = null;
        try {
            reader.run();
        } catch (RuntimeException e) {
            refusal = e;
        }
        long bytes = THREADS.getThreadAllocatedBytes(thread) - before;
        long time = System.nanoTime() - start;
        if (bytes > 10L * message.length + MOST_BYTES || time > MOST_NANOSECONDS) {
            throw new AssertionError(
                    bytes + " bytes allocated, " + time + " ns" + describe(message));
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /// What it takes to see it again.
    String describe(byte[] message) {
        return "\nseed " + seed + "\nmessage " + HexFormat.of().formatHex(message);
    }

    /// Whether there may be a number of ten bytes of which the tenth is not 1. protobuf-java takes
    /// the tenth for 1 without looking at it, unless the number is near the end of its buffer.
    static boolean hasOddNumber(byte[] message) {
        int run = 0;
        for (byte octet : message) {
            if (octet >= 0 && run >= 9 && octet != 1) {
                return true;
            }
            run = octet < 0 ? run + 1 : 0;
        }
        return false;
    }
}

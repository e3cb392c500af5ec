package org.tf2ov.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Threads that share the tasks of one call and end with it. The first failure ends the work and is
/// thrown.
public final class Crew {
    /// Less work than this isn't worth the start of a thread.
    private static final long BYTES_PER_THREAD = 256 * 1024;

    private Crew() {}

    static int size(int threads, long tasks, long bytes) {
        long useful = Math.max(Math.min(tasks, bytes / BYTES_PER_THREAD + 1), 1);
        return (int) Math.min(threads, useful);
    }

    /// Runs every task from 0 up to but without `tasks`, in any order, each by whoever is free.
    ///
    /// @param size how many threads work, this one among them
    /// @param worker makes what one member of the crew does its tasks with
    public static void run(int size, long tasks, Supplier<LongConsumer> worker) {
        AtomicLong next = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable member =
                () -> {
                    try {
                        LongConsumer work = worker.get();
                        long task;
                        while (failure.get() == null && (task = next.getAndIncrement()) < tasks) {
                            work.accept(task);
                        }
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                    }
                };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            others.add(Thread.ofPlatform().daemon().name("tf2ov-kernels-" + i).start(member));
        }
        member.run();
        others.forEach(Crew::join);
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
    }

    /// Waits even when interrupted: the thread writes to memory that the caller may free.
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads that close what others use, and memory after many lives.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LifetimeTest {
    @Test
    void closingWhileOthersInferHarmsNobody() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicLong inferred = new AtomicLong();
        try (Core core = new Core();
                Model model = core.readModel(TinyModels.relu("1,4096"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 60; round++) {
                CompiledModel compiled = core.compile(model, "CPU");
                List<InferRequest> requests = List.of(compiled.newRequest(), compiled.newRequest());
                List<Tensor> outputs = requests.stream().map(InferRequest::output).toList();
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    InferRequest request = requests.get(thread % 2);
                    boolean isAsync = thread < 2;
                    running.add(threads.submit(() -> inferUntilClosed(request, isAsync, inferred)));
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
                List<AutoCloseable> order = new ArrayList<>(requests);
                order.add(compiled);
                order.addAll(outputs);
                Collections.shuffle(order, random);
                for (AutoCloseable closeable : order) {
                    closeable.close();
                }
                for (Future<?> thread : running) {
                    thread.get();
                }
            }
        }
        assertTrue(inferred.get() > 0, "seed " + seed);
    }

    /// Two threads fight over each request, so that "busy" is an answer too; the end is "closed".
    private static void inferUntilClosed(
            InferRequest request, boolean isAsync, AtomicLong inferred) {
        while (!request.isClosed()) {
            try {
                if (isAsync) {
                    request.inferAsync().join();
                } else {
                    request.infer();
                }
                inferred.incrementAndGet();
            } catch (RuntimeException busyOrClosed) {
                Thread.onSpinWait();
            }
        }
    }
}

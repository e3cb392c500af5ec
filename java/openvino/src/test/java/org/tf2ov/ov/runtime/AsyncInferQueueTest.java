package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AsyncInferQueueTest {
    private static Core core;
    private static CompiledModel relu;

    @BeforeAll
    static void start() {
        core = new Core();
        try (Model model = core.readModel(TinyModels.relu("1,3"))) {
            relu = core.compile(model, "CPU");
        }
    }

    @AfterAll
    static void stop() {
        relu.close();
        core.close();
    }

    private static CompletableFuture<Float> submit(AsyncInferQueue queue, float value) {
        return queue.submit(
                request -> request.input().floats().put(2, value),
                request -> request.output().floats().get(2));
    }

    @Test
    void resultsBelongToTheirInputs() {
        List<CompletableFuture<Float>> results = new ArrayList<>();
        try (AsyncInferQueue queue = new AsyncInferQueue(relu, 4, ForkJoinPool.commonPool())) {
            for (int i = 0; i < 2000; i++) {
                results.add(submit(queue, i));
            }
            queue.awaitIdle();
        }
        for (int i = 0; i < results.size(); i++) {
            assertEquals(i, results.get(i).join());
        }
    }

    @Test
    void noMoreRunAtOnceThanThereAreRequests() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (AsyncInferQueue queue = new AsyncInferQueue(relu, 3, ForkJoinPool.commonPool())) {
            assertEquals(3, queue.size());
            for (int i = 0; i < 500; i++) {
                var _ =
                        queue.submit(
                                _ -> most.accumulateAndGet(running.incrementAndGet(), Math::max),
                                _ -> running.decrementAndGet());
            }
        }
        assertTrue(most.get() <= 3, "at most 3, not " + most);
        assertEquals(0, running.get());
    }

    @Test
    void whatGoesWrongIsInTheFutureAndTheQueueGoesOn() {
        try (AsyncInferQueue queue = new AsyncInferQueue(relu)) {
            for (int i = 0; i < 3 * queue.size(); i++) {
                CompletableFuture<?> filled =
                        queue.submit(request -> request.input("no such input"), request -> request);
                CompletableFuture<?> read =
                        queue.submit(_ -> {}, request -> request.output().longs());
                assertThrows(CompletionException.class, filled::join);
                assertInstanceOf(
                        IllegalStateException.class,
                        assertThrows(CompletionException.class, read::join).getCause());
            }
            assertEquals(7, submit(queue, 7).join());
        }
    }

    @Test
    void manyThreadsMaySubmitAlsoVirtualOnes() {
        try (AsyncInferQueue queue = new AsyncInferQueue(relu, 2, ForkJoinPool.commonPool());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int thread = 0; thread < 50; thread++) {
                float base = thread * 1000;
                all.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    for (int i = 0; i < 20; i++) {
                                        assertEquals(base + i, submit(queue, base + i).join());
                                    }
                                },
                                threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        }
    }

    @Test
    void aResultMaySubmitTheNext() {
        try (AsyncInferQueue queue = new AsyncInferQueue(relu, 1, ForkJoinPool.commonPool())) {
            CompletableFuture<Float> chain = submit(queue, 0);
            for (int i = 0; i < 20; i++) {
                chain = chain.thenCompose(value -> submit(queue, value + 1));
            }
            assertEquals(20, chain.join());
        }
    }

    @Test
    void whenItIsClosedItTakesNoMore() {
        AsyncInferQueue queue = new AsyncInferQueue(relu, 2, ForkJoinPool.commonPool());
        CompletableFuture<Float> last = submit(queue, 5);
        queue.close();
        queue.close();
        assertTrue(last.isDone());
        assertEquals(5, last.join());
        assertThrows(IllegalStateException.class, () -> submit(queue, 6));
    }

    @Test
    void anExecutorThatIsShutDownKeepsNobodyWaiting() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (AsyncInferQueue queue = new AsyncInferQueue(relu, 1, executor)) {
            executor.shutdown();
            assertEquals(3, submit(queue, 3).join());
        }
    }
}

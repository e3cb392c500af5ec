package org.tf2ov.ov.runtime;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Requests of one model that take turns, so that the device always has work and memory stays
/// bounded.
///
/// ```java
/// try (AsyncInferQueue queue = new AsyncInferQueue(compiled)) {
///     for (Path photo : photos) {
///         queue.submit(request -> read(photo, request.input()), request -> best(request.output()))
///                 .thenAccept(label -> System.out.println(photo + " " + label));
///     }
/// } // waits for the last one
/// ```
///
/// Any number of threads may submit.
public final class AsyncInferQueue implements AutoCloseable {
    private final List<InferRequest> requests;
    private final BlockingQueue<InferRequest> idle;
    private final Executor executor;
    private volatile boolean closed;

    /// A queue of as many requests as the device says it needs to be busy.
    public AsyncInferQueue(CompiledModel model) {
        this(model, optimalSize(model), ForkJoinPool.commonPool());
    }

    /// A queue of `size` requests; outputs are read on `executor`.
    public AsyncInferQueue(CompiledModel model, int size, Executor executor) {
        if (size < 1) {
            throw new IllegalArgumentException("a queue has at least one request, not " + size);
        }
        this.requests = Stream.generate(model::newRequest).limit(size).toList();
        this.idle = new LinkedBlockingQueue<>(requests);
        this.executor = executor;
    }

    private static int optimalSize(CompiledModel model) {
        return Integer.parseInt(model.property(Properties.OPTIMAL_NUMBER_OF_INFER_REQUESTS));
    }

    /// How many inferences can run at the same time.
    public int size() {
        return requests.size();
    }

    /// Waits for a request that is idle, fills its inputs on this thread, and starts it.
    ///
    /// @param fill writes the inputs
    /// @param read makes the result of the outputs, which belong to another inference afterwards
    /// @return the result, or what went wrong
    public <T> CompletableFuture<T> submit(
            Consumer<InferRequest> fill, Function<InferRequest, T> read) {
        InferRequest request = take();
        try {
            fill.accept(request);
            return request.inferAsync(executor)
                    .handle((_, failure) -> finish(request, read, failure));
        } catch (Throwable refused) {
            idle.add(request);
            return CompletableFuture.failedFuture(refused);
        }
    }

    /// The request is idle again before anybody hears of the result, so that they can submit the
    /// next.
    private <T> T finish(InferRequest request, Function<InferRequest, T> read, Throwable failure) {
        try {
            if (failure != null) {
                throw new CompletionException(failure);
            }
            return read.apply(request);
        } finally {
            idle.add(request);
        }
    }

    private InferRequest take() {
        InferRequest request = takeIdle();
        if (closed) {
            idle.add(request); // for whoever else waits
            throw new IllegalStateException("this AsyncInferQueue is closed");
        }
        return request;
    }

    private InferRequest takeIdle() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return idle.take();
                } catch (InterruptedException e) {
                    interrupted = true; // the caller learns of it after its inference has begun
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits until all that was submitted before is finished.
    public void awaitIdle() {
        synchronized (requests) { // two that wait must not hold half of the requests each
            List<InferRequest> all = requests.stream().map(_ -> takeIdle()).toList();
            idle.addAll(all);
        }
    }

    /// Takes no more, waits for what runs, and gives the requests back.
    @Override
    public void close() {
        closed = true;
        awaitIdle();
        requests.forEach(InferRequest::close);
    }
}

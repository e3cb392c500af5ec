package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.tf2ov.problem.RuntimeFailure;

/// One inference at a time of a compiled model: tensors in, tensors out.
///
/// A request is used by one thread at a time; it may be closed by any, also while it runs. Its
/// tensors are there from the start, and reading and writing them copies nothing. Tensors of the
/// caller take their place by [#setInput] and [#setOutput].
public final class InferRequest extends Handle {
    private final CompiledModel model;
    private final Slot[] inputs;
    private final Slot[] outputs;
    private Callback callback;

    InferRequest(MemorySegment address, CompiledModel model) {
        super(address, CApi::ov_infer_request_free);
        this.model = model;
        this.inputs =
                model.inputs().stream().map(port -> new Slot("input", port)).toArray(Slot[]::new);
        this.outputs =
                model.outputs().stream().map(port -> new Slot("output", port)).toArray(Slot[]::new);
    }

    /// The tensor at a port: nothing yet, one of the caller, or one of the runtime.
    private static final class Slot {
        final String kind;
        final Port port;
        final boolean isDynamic;
        Tensor tensor;
        boolean isCallers;

        Slot(String kind, Port port) {
            this.kind = kind;
            this.port = port;
            this.isDynamic = !port.shape().isStatic();
        }

        void forgetOwn() {
            if (tensor != null && !isCallers) {
                tensor.close();
                tensor = null;
            }
        }

        @Override
        public String toString() {
            return kind + " " + port;
        }
    }

    /// The input of a model that has only one.
    public Tensor input() {
        return input(only("input", inputs));
    }

    /// The tensor that input `index` is read from.
    public Tensor input(int index) {
        return tensor(
                slot("input", inputs, index), CApi::ov_infer_request_get_input_tensor_by_index);
    }

    public Tensor input(String name) {
        return input(model.input(name).index());
    }

    /// The output of a model that has only one.
    public Tensor output() {
        return output(only("output", outputs));
    }

    /// The tensor that output `index` is written to. That of an output whose shape is not static is
    /// made by the inference, and replaced by the next.
    public Tensor output(int index) {
        return tensor(
                slot("output", outputs, index), CApi::ov_infer_request_get_output_tensor_by_index);
    }

    public Tensor output(String name) {
        return output(model.output(name).index());
    }

    /// Reads the only input from `tensor` from now on.
    public void setInput(Tensor tensor) {
        setInput(only("input", inputs), tensor);
    }

    /// Reads input `index` from `tensor` from now on.
    public void setInput(int index, Tensor tensor) {
        set(slot("input", inputs, index), tensor, CApi::ov_infer_request_set_input_tensor_by_index);
    }

    public void setInput(String name, Tensor tensor) {
        setInput(model.input(name).index(), tensor);
    }

    /// Writes the only output to `tensor` from now on.
    public void setOutput(Tensor tensor) {
        setOutput(only("output", outputs), tensor);
    }

    /// Writes output `index` to `tensor` from now on.
    public void setOutput(int index, Tensor tensor) {
        if (tensor.isReadOnly()) {
            throw new IllegalArgumentException(
                    "output " + index + " cannot be written to memory that is read-only");
        }
        set(
                slot("output", outputs, index),
                tensor,
                CApi::ov_infer_request_set_output_tensor_by_index);
    }

    public void setOutput(String name, Tensor tensor) {
        setOutput(model.output(name).index(), tensor);
    }

    private static int only(String kind, Slot[] slots) {
        if (slots.length != 1) {
            throw new RuntimeFailure(
                    "the only " + kind,
                    "the model has " + slots.length + " " + kind + "s",
                    "Name one, or count from 0");
        }
        return 0;
    }

    private static Slot slot(String kind, Slot[] slots, int index) {
        if (index < 0 || index >= slots.length) {
            throw new RuntimeFailure(
                    kind + " " + index,
                    "the model has " + slots.length + " " + kind + (slots.length == 1 ? "" : "s"),
                    "Count from 0");
        }
        return slots[index];
    }

    private interface ByIndex {
        int call(MemorySegment request, long index, MemorySegment tensor);
    }

    private Tensor tensor(Slot slot, ByIndex query) {
        if (slot.tensor == null || slot.tensor.isClosed()) {
            slot.tensor =
                    new Tensor(
                            get(request ->
                                    OpenVino.create(
                                            "asking for " + slot,
                                            out -> query.call(request, slot.port.index(), out))));
            slot.isCallers = false;
        }
        return slot.tensor;
    }

    private void set(Slot slot, Tensor tensor, ByIndex set) {
        use(request ->
                tensor.use(given ->
                        check(
                                set.call(request, slot.port.index(), given),
                                "setting " + slot + " to " + tensor)));
        slot.forgetOwn();
        slot.tensor = tensor;
        slot.isCallers = true;
    }

    /// Computes the outputs from the inputs, and returns when that is done.
    ///
    /// @throws IllegalStateException if an inference of this request runs already; requests of one
    ///   model run beside each other
    /// @throws java.util.concurrent.CancellationException if another thread cancels it
    public void infer() {
        MemorySegment request = enterAlone();
        try {
            prepare();
            check(CApi.ov_infer_request_infer(request), "inferring");
        } finally {
            leaveAlone();
        }
    }

    /// Ends what was shown of outputs that the inference may move, and looks for memory that is
    /// gone.
    private void prepare() {
        for (Slot slot : inputs) {
            requireAlive(slot);
        }
        for (Slot slot : outputs) {
            requireAlive(slot);
            if (slot.tensor != null && slot.isDynamic) {
                slot.forgetOwn();
                if (slot.tensor != null) {
                    slot.tensor.forget();
                }
            }
        }
        if (model.weights().isPresent() && !model.weights().get().isAlive()) {
            throw new IllegalStateException(
                    "the memory of the weights was freed while the model still needs it");
        }
    }

    private static void requireAlive(Slot slot) {
        if (slot.tensor != null && !slot.tensor.isAlive()) {
            throw new IllegalStateException(
                    "the memory of " + slot + " was freed while the request still needs it");
        }
    }

    /// Starts the inference and returns at once.
    ///
    /// @return becomes this request when the outputs are there, on a thread of the common pool;
    ///   fails with a `RuntimeFailure`, or a `CancellationException` after [#cancel]
    public CompletableFuture<InferRequest> inferAsync() {
        return inferAsync(ForkJoinPool.commonPool());
    }

    /// The same; what depends on the result runs on `executor` and not on a thread of the runtime.
    public CompletableFuture<InferRequest> inferAsync(Executor executor) {
        // The library refuses a second inference, too, but forgets the callback of the first
        // meanwhile.
        MemorySegment request = enterAlone();
        try {
            prepare();
            if (callback == null) {
                callback = new Callback(request);
            }
            CompletableFuture<InferRequest> done = new CompletableFuture<>();
            callback.onCompletion(() -> runOn(executor, () -> finish(request, done)));
            check(CApi.ov_infer_request_start_async(request), "starting an inference");
            return done; // finish leaves
        } catch (Throwable refused) {
            if (callback != null) {
                callback.disarm();
            }
            leaveAlone();
            throw refused;
        }
    }

    /// An executor that was shut down meanwhile must not keep the result from anybody.
    private static void runOn(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    private void finish(MemorySegment request, CompletableFuture<InferRequest> done) {
        Throwable failure = null;
        try {
            // The callback isn't told whether it went well. This returns at once.
            check(CApi.ov_infer_request_wait(request), "inferring");
        } catch (Throwable refused) {
            failure = refused;
        }
        leaveAlone();
        if (failure == null) {
            done.complete(this);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /// Ends the inference that runs, if one does, as early as the device can.
    public void cancel() {
        use(request -> check(CApi.ov_infer_request_cancel(request), "cancelling"));
    }

    /// How long each layer took in the last inference; needs [Properties#PERF_COUNT].
    public List<LayerTime> profile() {
        return get(request -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment list = arena.allocate(CApi.Layouts.ov_profiling_info_list_t);
                check(
                        CApi.ov_infer_request_get_profiling_info(request, list),
                        "asking for the times of layers");
                try {
                    long size =
                            OpenVino.number(list, CApi.Layouts.ov_profiling_info_list_t, "size");
                    MemorySegment infos =
                            OpenVino.pointer(
                                    list, CApi.Layouts.ov_profiling_info_list_t, "profiling_infos");
                    return OpenVino.array(infos, CApi.Layouts.ov_profiling_info_t, size)
                            .elements(CApi.Layouts.ov_profiling_info_t)
                            .map(InferRequest::layerTime)
                            .toList();
                } finally {
                    CApi.ov_profiling_info_list_free(list);
                }
            }
        });
    }

    private static LayerTime layerTime(MemorySegment info) {
        var layout = CApi.Layouts.ov_profiling_info_t;
        return new LayerTime(
                OpenVino.string(OpenVino.pointer(info, layout, "node_name")),
                OpenVino.string(OpenVino.pointer(info, layout, "node_type")),
                OpenVino.string(OpenVino.pointer(info, layout, "exec_type")),
                LayerTime.Status.of((int) OpenVino.number(info, layout, "status")),
                Duration.ofNanos(1000 * OpenVino.number(info, layout, "real_time")),
                Duration.ofNanos(1000 * OpenVino.number(info, layout, "cpu_time")));
    }

    /// Gives the request and its own tensors back; one that runs is given back when it is finished.
    @Override
    public void close() {
        for (Slot[] slots : List.of(inputs, outputs)) {
            for (Slot slot : slots) {
                slot.forgetOwn();
            }
        }
        super.close();
    }
}

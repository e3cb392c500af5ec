package org.tf2ov.ov.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Tells Java that an asynchronous inference has ended.
///
/// One upcall stub serves all requests; the argument that the runtime passes back is the number of
/// the callback, never an address, so that a late call finds nothing instead of dead memory.
final class Callback {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final ConcurrentHashMap<Long, Runnable> WAITING = new ConcurrentHashMap<>();

    private final long number = NUMBERS.incrementAndGet();

    /// The runtime keeps the pointer, so the structure lives as long as the request.
    private final MemorySegment structure = Arena.ofAuto().allocate(CApi.Layouts.ov_callback_t);

    Callback(MemorySegment request) {
        structure.set(
                ValueLayout.ADDRESS,
                OpenVino.offset(CApi.Layouts.ov_callback_t, "callback_func"),
                Stub.ADDRESS);
        structure.set(
                ValueLayout.ADDRESS,
                OpenVino.offset(CApi.Layouts.ov_callback_t, "args"),
                MemorySegment.ofAddress(number));
        OpenVino.check(
                CApi.ov_infer_request_set_callback(request, structure), "setting the callback");
    }

    /// What happens, once, when the inference ends; on a thread of the runtime, so it is short.
    void onCompletion(Runnable action) {
        WAITING.put(number, action);
    }

    void disarm() {
        WAITING.remove(number);
    }

    private static final class Stub {
        static final MemorySegment ADDRESS =
                OpenVino.upcall(
                        MethodHandles.lookup(), "completed", CApi.ov_callback_t_callback_func);

        /// Called by the runtime. Nothing may be thrown from here: it would end the process.
        @SuppressWarnings("UnusedMethod") // the runtime calls it
        static void completed(MemorySegment number) {
            try {
                Runnable action = WAITING.remove(number.address());
                if (action != null) {
                    action.run();
                }
            } catch (Throwable t) {
                System.getLogger(Callback.class.getPackageName())
                        .log(
                                System.Logger.Level.ERROR,
                                "an inference ended, but nobody could be told",
                                t);
            }
        }
    }
}

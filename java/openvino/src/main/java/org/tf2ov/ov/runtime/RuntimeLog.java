package org.tf2ov.ov.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// Where the messages of the runtime go. There is one place for the whole process; the runtime's
/// own choice is the standard output. How much is said is the property [Properties#LOG_LEVEL].
public final class RuntimeLog {
    private static volatile Consumer<String> receiver = message -> {};

    private RuntimeLog() {}

    /// Sends messages to `receiver`, on whatever thread of the runtime they come up. It must not
    /// call the runtime.
    public static void to(Consumer<String> receiver) {
        RuntimeLog.receiver = receiver;
        CApi.ov_util_set_log_callback(Stub.ADDRESS);
    }

    /// Sends messages nowhere.
    public static void off() {
        CApi.ov_util_set_log_callback(MemorySegment.NULL);
    }

    /// Sends messages to the standard output, as at the start.
    public static void toStandardOutput() {
        CApi.ov_util_reset_log_callback();
    }

    private static final class Stub {
        static final MemorySegment ADDRESS =
                OpenVino.upcall(MethodHandles.lookup(), "receive", CApi.ov_util_log_callback_func);

        /// Called by the runtime. Nothing may be thrown from here: it would end the process.
        @SuppressWarnings("UnusedMethod") // the runtime calls it
        static void receive(MemorySegment message) {
            try {
                receiver.accept(OpenVino.string(message));
            } catch (Throwable t) {
                System.getLogger(RuntimeLog.class.getPackageName())
                        .log(System.Logger.Level.ERROR, "a message of the runtime was lost", t);
            }
        }
    }
}

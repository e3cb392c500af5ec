package org.tf2ov.ov.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.Consumer;
import java.util.function.Function;

/// A native object, until it is closed.
///
/// Uses are counted: what is closed while another thread is inside a call is freed when that call
/// returns, never under its feet. What nobody closed is freed once it is garbage, with a warning;
/// with `-Dtf2ov.leaks=true` the warning tells where it was made.
abstract class Handle implements AutoCloseable {
    private final Life life;
    private final Cleaner.Cleanable net;

    Handle(MemorySegment address, Consumer<MemorySegment> free) {
        this.life = new Life(getClass().getSimpleName(), address, free);
        this.net = Life.NET.register(this, life::lost);
    }

    /// Lets `body` use the native object, and returns what it returns.
    ///
    /// @throws IllegalStateException if this is closed
    final <T> T get(Function<MemorySegment, T> body) {
        life.enter(Life.SHARED);
        try {
            return body.apply(life.address);
        } finally {
            life.leave(Life.SHARED);
            Reference.reachabilityFence(this);
        }
    }

    /// Lets `body` use the native object.
    ///
    /// @throws IllegalStateException if this is closed
    final void use(Consumer<MemorySegment> body) {
        life.enter(Life.SHARED);
        try {
            body.accept(life.address);
        } finally {
            life.leave(Life.SHARED);
            Reference.reachabilityFence(this);
        }
    }

    /// Begins a use that no other of its kind may overlap, and that another thread may end.
    ///
    /// @throws IllegalStateException if this is closed, or busy with such a use
    final MemorySegment enterAlone() {
        life.enter(Life.ALONE);
        return life.address;
    }

    /// Ends what [#enterAlone] began.
    final void leaveAlone() {
        try {
            life.leave(Life.ALONE);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    public final boolean isClosed() {
        return life.isClosed();
    }

    /// Gives the native object back, at once or when the last call that uses it returns.
    @Override
    public void close() {
        life.close();
        net.clean();
    }

    /// The part of a handle that outlives it when nobody closes it.
    private static final class Life {
        static final Cleaner NET = Cleaner.create();

        /// The state is the number of uses under way, with a bit for a use that must be the only
        /// one of its kind, and a bit for when there may be no more.
        private static final int CLOSED = Integer.MIN_VALUE;

        private static final int BUSY = 1 << 30;

        /// What a use adds to the state.
        static final int SHARED = 1;

        static final int ALONE = BUSY + 1;

        private static final VarHandle STATE;

        static {
            try {
                STATE = MethodHandles.lookup().findVarHandle(Life.class, "state", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final String name;
        private final MemorySegment address;
        private final Consumer<MemorySegment> free;
        private final Throwable madeHere;

        @SuppressWarnings("UnusedVariable") // through STATE
        private volatile int state;

        Life(String name, MemorySegment address, Consumer<MemorySegment> free) {
            this.name = name;
            this.address = address;
            this.free = free;
            this.madeHere =
                    Boolean.getBoolean("tf2ov.leaks")
                            ? new Throwable(name + " was made here")
                            : null;
        }

        void enter(int kind) {
            int now;
            do {
                now = state;
                if (now < 0) {
                    throw new IllegalStateException("this " + name + " is closed");
                }
                if ((now & kind & BUSY) != 0) {
                    throw new IllegalStateException("this " + name + " is busy");
                }
            } while (!STATE.compareAndSet(this, now, now + kind));
        }

        void leave(int kind) {
            if ((int) STATE.getAndAdd(this, -kind) - kind == CLOSED) {
                free.accept(address);
            }
        }

        boolean isClosed() {
            return state < 0;
        }

        /// Returns whether it was open.
        boolean close() {
            int before = (int) STATE.getAndBitwiseOr(this, CLOSED);
            if (before == 0) {
                free.accept(address);
            }
            return before >= 0;
        }

        void lost() {
            if (close()) {
                String advice =
                        madeHere == null ? "; -Dtf2ov.leaks=true tells where it was made" : "";
                System.getLogger(Handle.class.getPackageName())
                        .log(
                                System.Logger.Level.WARNING,
                                "a " + name + " was never closed" + advice,
                                madeHere);
            }
        }
    }
}

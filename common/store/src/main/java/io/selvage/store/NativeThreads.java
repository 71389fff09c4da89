package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the work of virtual threads on SQLite is done. SQLite is native code, in which a virtual thread holds its
 * carrier: on a machine of two cores two slow queries would stop every other virtual thread of the JVM.
 */
final class NativeThreads implements AutoCloseable {

    private static final int IDLE_SECONDS = 30;

    private final DatabaseLocation location;
    private final ThreadPoolExecutor pool;

    /** Threads that are made when there is work; callers never ask for more at once than {@code most}. */
    NativeThreads(DatabaseLocation location, int most) {
        this.location = location;
        this.pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(most), NativeThreads::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    /** Without what it would inherit of the request that needs it first. */
    private static Thread thread(Runnable work) {
        var thread = Thread.ofPlatform()
                .daemon()
                .name("sqlite")
                .inheritInheritableThreadLocals(false)
                .unstarted(work);
        thread.setContextClassLoader(NativeThreads.class.getClassLoader());
        return thread;
    }

    /** Does the work and waits for it; in the caller's own thread where that can wait without harm. */
    <T> T run(Supplier<T> work) {
        if (location.dialect() != Dialect.SQLITE || !Thread.currentThread().isVirtual()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, pool).join();
        } catch (RejectedExecutionException e) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, location + " is closed", e);
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /** Takes no more work; what runs ends. */
    @Override
    public void close() {
        pool.shutdown();
    }
}

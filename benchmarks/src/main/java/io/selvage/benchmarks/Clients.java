package io.selvage.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Clients that work side by side. */
final class Clients {

    private Clients() {}

    /** Runs them all and adds up what they counted. */
    static long total(List<? extends Callable<Long>> clients) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var total = 0L;
            for (var count : threads.invokeAll(clients)) {
                total += count.get();
            }
            return total;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e);
        }
    }
}

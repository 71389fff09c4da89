package io.selvage.benchmarks;

import java.io.IOException;

/** All of EdgeX's core with device-virtual and device-modbus, a bus and a store, running; whose is what is compared. */
interface Contender extends AutoCloseable {

    /** The port that stands for this one of EdgeX's. */
    int portOf(int standard);

    /** From the launch to all ports answering. */
    double secondsToPorts();

    /** {@link System#nanoTime} at the launch. */
    long launchedAt();

    /** MB of memory of all its processes, of what they share each its part. */
    double memory() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}

package io.selvage.device.sdk.inventory;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;

/** Whether the service has come so far that it can serve commands, and what it waits for if not. */
public final class Readiness {

    private volatile String obstacle = "the device service is starting";
    private volatile boolean ready;
    private volatile boolean failed;

    /** Says in a sentence what stands in the way. */
    public void obstacle(String sentence) {
        obstacle = sentence;
    }

    /** Says in a sentence why the service will never be ready. */
    public void failure(String sentence) {
        obstacle = sentence;
        failed = true;
    }

    public boolean isFailed() {
        return failed;
    }

    /** The sentence that says what stands in the way, or stood there last. */
    public String obstacle() {
        return obstacle;
    }

    /** From now on commands are served. */
    public void ready() {
        ready = true;
    }

    public boolean isReady() {
        return ready;
    }

    /** SERVICE_UNAVAILABLE with what stands in the way, unless the service is ready. */
    public void require() {
        if (!ready) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, obstacle);
        }
    }
}

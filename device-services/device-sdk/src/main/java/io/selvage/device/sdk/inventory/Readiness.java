package io.selvage.device.sdk.inventory;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the service has come so far that it can serve commands, and what it waits for if not. */
public final class Readiness {

    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicReference<String> obstacle = new AtomicReference<>("the device service is starting");

    /** Says what the service waits for. */
    public void obstacle(String what) {
        obstacle.set(what);
    }

    /** From now on commands are served. */
    public void ready() {
        ready.set(true);
    }

    public boolean isReady() {
        return ready.get();
    }

    /** SERVICE_UNAVAILABLE with what the service waits for, unless it is ready. */
    public void require() {
        if (!ready.get()) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, obstacle.get());
        }
    }
}

package io.selvage.box.broker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where a message that a client outside publishes enters the JVM. */
public interface Inlet {

    /** Whether anyone inside wants messages on this topic. */
    boolean wants(String topic);

    /**
     * Takes a message; may block while there is no room for it. It counts as published when the future completes, and
     * where that fails its publisher is made to send it again.
     */
    CompletableFuture<@Nullable Void> take(String topic, byte[] payload);
}

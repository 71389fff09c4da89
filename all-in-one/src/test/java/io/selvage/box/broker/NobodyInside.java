package io.selvage.box.broker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Nobody inside wants anything. */
final class NobodyInside implements Inlet {

    @Override
    public boolean wants(String topic) {
        return false;
    }

    @Override
    public CompletableFuture<@Nullable Void> take(String topic, byte[] payload) {
        throw new IllegalStateException("not wanted: " + topic);
    }
}

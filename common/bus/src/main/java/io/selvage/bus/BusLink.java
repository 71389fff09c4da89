package io.selvage.bus;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The inner end of a link to another bus: what comes in through it does not go out through it again. */
public interface BusLink extends Subscription {

    /** Brings in a message from the other bus, like {@link MessageBus#send}. */
    CompletableFuture<@Nullable Void> send(String topic, Envelope envelope);

    /** Whether anyone here, the link itself aside, would get a message on this topic. */
    boolean hasSubscriber(String topic);
}

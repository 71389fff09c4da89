package io.selvage.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a subscriber does with a message. It is called for one message at a time, in order. */
@FunctionalInterface
public interface MessageHandler {

    /**
     * Takes the message. It counts as acknowledged when the stage completes. Where the stage fails, or the call throws,
     * a durable transport delivers it again until it succeeds, later than others and perhaps twice; unless the message
     * itself is at fault ({@code EdgeException} with a status below 500): then it is dropped and acknowledged. Inside one
     * JVM the sender is told of the failure instead.
     */
    CompletionStage<?> handle(Message message);

    /** Whether it also wants messages that are no envelopes; others never see them. */
    default boolean takesUnreadable() {
        return false;
    }

    /** A handler that is finished with a message when the consumer returns. */
    static MessageHandler of(Consumer<Message> consumer) {
        return message -> {
            consumer.accept(message);
            return CompletableFuture.completedStage(null);
        };
    }
}

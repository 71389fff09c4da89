package io.selvage.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a subscriber does with a message. It is called for one message at a time, in order. */
@FunctionalInterface
public interface MessageHandler {

    /**
     * Takes the message. It counts as acknowledged when the stage completes; where the stage fails, or the call throws,
     * it is not acknowledged and a durable transport delivers it again.
     */
    CompletionStage<?> handle(Message message);

    /** A handler that is finished with a message when the consumer returns. */
    static MessageHandler of(Consumer<Message> consumer) {
        return message -> {
            consumer.accept(message);
            return CompletableFuture.completedStage(null);
        };
    }
}

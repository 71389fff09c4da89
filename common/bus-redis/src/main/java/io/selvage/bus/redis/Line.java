package io.selvage.bus.redis;

import java.util.concurrent.CompletionStage;

/**
 * The way to a connection of one kind, for as many attempts as it takes.
 *
 * @param <C> a connection
 */
interface Line<C> extends AutoCloseable {

    /** Begins one attempt. */
    CompletionStage<C> connect();

    /** Ends what is connected over it, and gives back what the attempts have used. */
    @Override
    void close();
}

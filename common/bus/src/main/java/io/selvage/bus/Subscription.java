package io.selvage.bus;

/** A running subscription. However it ends, messages already taken are finished. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends the delivery for good: what is published from now on is not kept. */
    @Override
    void close();

    /**
     * Ends the delivery here, as a service does that stops. A durable transport keeps what is published from now on
     * until this client subscribes again.
     */
    default void suspend() {
        close();
    }
}

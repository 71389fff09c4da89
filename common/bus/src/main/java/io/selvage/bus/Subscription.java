package io.selvage.bus;

/** A running subscription; closing it ends the delivery. Messages already taken are finished. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}

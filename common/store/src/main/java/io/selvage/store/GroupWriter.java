package io.selvage.store;

import java.util.List;

/** Stores the items of a group inside the transaction that commits them. Called by one thread. */
public interface GroupWriter<T> {

    /** Stores all items, in order; throws {@link io.selvage.contracts.error.EdgeException} where one cannot be. */
    void write(Session session, List<T> group);

    /** What the last {@link #write} did is on disk. */
    default void committed() {}

    /** What the last {@link #write} did has been undone, or may have been: what was remembered of it must be forgotten. */
    default void undone() {}
}

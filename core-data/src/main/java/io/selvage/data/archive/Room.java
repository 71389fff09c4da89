package io.selvage.data.archive;

/** Memory for what is read. */
@FunctionalInterface
public interface Room {

    /** Takes so many bytes; waits for them, or throws what is to be answered where there are none. */
    void take(long bytes);
}

package io.selvage.device.sdk;

import java.util.List;
import java.util.Map;

/** An optional power of a driver: finding devices by itself. A driver has it by implementing this interface too. */
public interface Discovering {

    /**
     * Searches, and returns when the search is over; tells of each device at once. Never called twice at a time, but
     * beside calls for known devices. The thread is interrupted when someone stops the search or the service ends.
     */
    void discover(Search search) throws InterruptedException;

    /**
     * Tells that the search is about to be stopped.
     *
     * @param options the query of the request
     */
    default void stopDiscovery(Map<String, List<String>> options) {}

    /** The search under way; may be used by any thread until {@link #discover} returns. */
    interface Search {

        /** Takes a device that was found, and returns when it is added to core-metadata or passed over. */
        void found(FoundDevice device);

        /** Tells whoever listens how far the search is: percent, and a remark that may be empty. */
        void progress(int percent, String message);
    }
}

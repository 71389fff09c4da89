package io.selvage.contracts.event;

import io.selvage.contracts.json.Immutable;
import java.util.List;

/** Messages of devices, as they came from the bus and in that order, that another core-data is to store. */
public record SharedEvents(List<Entry> entries) {

    public SharedEvents {
        entries = Immutable.list(entries);
    }

    /**
     * One message.
     *
     * @param message all its bytes, in base64
     */
    public record Entry(String topic, String message) {}
}

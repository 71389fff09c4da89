package io.selvage.data.archive;

import io.selvage.contracts.json.Immutable;
import java.util.List;

/**
 * Which events or readings are meant.
 *
 * @param device empty for those of every device
 * @param resources of which a reading has one; empty for all; of no meaning for events
 * @param start origin of the oldest, ns since the epoch
 * @param end origin of the newest, ns since the epoch
 */
public record Selection(String device, List<String> resources, long start, long end) {

    public Selection {
        resources = Immutable.list(resources);
    }

    /** All of them. */
    public static Selection all() {
        return new Selection("", List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Of these, those of the device. */
    public Selection ofDevice(String name) {
        return new Selection(name, resources, start, end);
    }

    /** Of these, the readings of the resources. */
    public Selection ofResources(List<String> names) {
        return new Selection(device, names, start, end);
    }

    /** Of these, those from the one time to the other, both included. */
    public Selection between(long first, long last) {
        return new Selection(device, resources, first, last);
    }

    boolean isAnyTime() {
        return start == Long.MIN_VALUE && end == Long.MAX_VALUE;
    }

    boolean takes(Series series) {
        return (device.isEmpty() || device.equals(series.device()))
                && (resources.isEmpty() || resources.contains(series.resource()));
    }
}

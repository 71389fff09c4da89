package io.selvage.data.retention;

import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.Retention;
import io.selvage.data.archive.Sources.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The policies of the AutoEvents in core-metadata, asked for anew each time. */
final class Policies {

    private static final int PAGE = 500;

    private final DeviceApi devices;

    Policies(DeviceApi devices) {
        this.devices = devices;
    }

    /**
     * What AutoEvents say of their sources. One whose source is a regular expression speaks of events with that text as
     * their source: so device services send them.
     *
     * @throws io.selvage.contracts.error.EdgeException where core-metadata does not answer
     */
    Map<Source, Policy> all(Policy defaults) {
        var policies = new HashMap<Source, Policy>();
        var seen = 0;
        var total = 1L;
        while (seen < total) {
            var page = devices.all(String.valueOf(seen), String.valueOf(PAGE), null, null, null);
            for (var device : page.devices()) {
                for (var autoEvent : device.autoEvents()) {
                    policies.put(source(device, autoEvent), defaults.with(retention(autoEvent)));
                }
            }
            seen += page.devices().size();
            total = page.devices().isEmpty() ? 0 : page.totalCount();
        }
        return policies;
    }

    private static Source source(Device device, AutoEvent autoEvent) {
        return new Source(device.name(), autoEvent.sourceName());
    }

    private static Retention retention(AutoEvent autoEvent) {
        return Objects.requireNonNullElse(autoEvent.retention(), Retention.DEFAULT);
    }
}

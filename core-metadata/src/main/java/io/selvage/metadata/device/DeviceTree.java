package io.selvage.metadata.device;

import io.selvage.contracts.device.Device;
import io.selvage.metadata.store.Listed;
import io.selvage.service.Page;
import io.selvage.store.Documents;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One walk down from a device to those whose parent it is, level by level. Only the page that is asked for is kept. */
final class DeviceTree {

    private final Session session;
    private final Documents<Device> devices;
    private final List<String> labels;
    private final Page page;
    private final List<Device> items = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long total;

    DeviceTree(Session session, Documents<Device> devices, List<String> labels, Page page) {
        this.session = session;
        this.devices = devices;
        this.labels = labels;
        this.page = page;
    }

    Listed<Device> below(String ancestor, int levels) {
        seen.add(ancestor); // a device may be its own descendant: parents are free text
        var parents = List.of(ancestor);
        for (var level = 1; !parents.isEmpty() && (levels <= 0 || level <= levels); level++) {
            parents = children(parents);
        }
        return new Listed<>(total, items);
    }

    private List<String> children(List<String> parents) {
        var names = new ArrayList<String>();
        for (var parent : parents) {
            var filter = Filter.where("parent", parent).labelled(labels);
            for (var child : devices.page(session, filter, 0, Integer.MAX_VALUE)) {
                if (seen.add(child.name())) {
                    take(child);
                    names.add(child.name());
                }
            }
        }
        return names;
    }

    private void take(Device child) {
        if (total >= page.offset() && items.size() < page.limit()) {
            items.add(child);
        }
        total++;
    }
}

package io.selvage.metadata.device;

import io.selvage.contracts.device.Device;
import io.selvage.metadata.store.Listed;
import io.selvage.metadata.store.Named;
import io.selvage.service.Page;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * One walk down from a device to those whose parent it is, level by level. Kept are the names of the page that is asked
 * for, and of one level's devices that have children; the devices of the page are read at the end.
 */
final class DeviceTree {

    private static final String CHILD = "name, EXISTS (SELECT 1 FROM device AS child WHERE child.parent = device.name)";

    private final Session session;
    private final Named<Device> devices;
    private final List<String> labels;
    private final Page page;
    private final List<String> names = new ArrayList<>();
    private long total;

    DeviceTree(Session session, Named<Device> devices, List<String> labels, Page page) {
        this.session = session;
        this.devices = devices;
        this.labels = labels;
        this.page = page;
    }

    Listed<Device> below(String ancestor, int levels) {
        var parents = List.of(ancestor);
        for (var level = 1; !parents.isEmpty() && (levels <= 0 || level <= levels); level++) {
            parents = children(parents, ancestor);
        }
        return new Listed<>(
                total, names.stream().map(name -> devices.get(session, name)).toList());
    }

    /** The children that have children. As a device has one parent, only the ancestor can be met a second time. */
    private List<String> children(List<String> parents, String ancestor) {
        var next = new ArrayList<String>();
        for (var parent : parents) {
            var filter = Filter.where("parent", parent).labelled(labels);
            devices.documents().each(session, CHILD, filter, child -> {
                var name = child.getString(1);
                if (!name.equals(ancestor)) {
                    take(name);
                    if (child.getBoolean(2)) {
                        next.add(name);
                    }
                }
                return true;
            });
        }
        return next;
    }

    private void take(String name) {
        if (total >= page.offset() && names.size() < page.limit()) {
            names.add(name);
        }
        total++;
    }
}

package io.selvage.device.sdk.boot;

import java.util.HashSet;
import java.util.Set;

/**
 * What core-metadata tells of single things while all of them are loaded. That counts more than what the load brings of
 * them, which may be older: a device that was deleted meanwhile does not come back, and a new one stays.
 */
final class Meanwhile {

    private final Set<String> told = new HashSet<>();
    private int loads;

    /** Runs a load, during which {@link #unlessTold} knows of what was told since it began. */
    void during(Runnable load) {
        begin();
        try {
            load.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        loads++;
    }

    private synchronized void end() {
        loads--;
        if (loads == 0) {
            told.clear();
        }
    }

    /** Takes what was told of the thing of that name. */
    synchronized void told(String name, Runnable take) {
        if (loads > 0) {
            told.add(name);
        }
        take.run();
    }

    /** Takes what a load brings of the thing of that name, unless something was told of it since the load began. */
    synchronized void unlessTold(String name, Runnable take) {
        if (!told.contains(name)) {
            take.run();
        }
    }
}

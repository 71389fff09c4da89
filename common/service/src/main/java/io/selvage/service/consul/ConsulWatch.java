package io.selvage.service.consul;

import io.selvage.contracts.error.EdgeException;
import io.selvage.service.registry.ConfigSource.Watch;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.cloud.consul.model.http.ConsulHeaders;

/** Asks Consul for what is below a tree, again and again; Consul answers when something of it has changed. */
final class ConsulWatch implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(ConsulWatch.class);
    private static final long PAUSE_MS = 500;

    private final String name;
    private final String tree;
    private final ConsulClient client;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("consul-watch").unstarted(this::follow);
    private @Nullable Map<String, String> known;
    private long index;
    private boolean away;

    ConsulWatch(String name, String tree, ConsulClient client, Runnable changed) {
        this.name = name;
        this.tree = tree;
        this.client = client;
        this.changed = changed;
    }

    void start() {
        thread.start();
    }

    private void follow() {
        try {
            while (closed.getCount() > 0) {
                if (!look() && closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("{} is no longer watched", tree);
        }
    }

    /** Whether Consul may be asked again at once: it will hold the question back until something changes. */
    private boolean look() {
        try {
            var since = index;
            var answer = Consul.ask(() -> client.getKVValues(tree + "/", null, Consul.HELD.toSeconds(), since));
            var newest = ConsulHeaders.getConsulIndex(answer);
            // an index that goes back, as after a restart, begins anew
            index = newest == null || newest < index ? 0 : newest;
            take(ConsulSource.below(tree, answer));
            return index > 0;
        } catch (RuntimeException e) {
            if (!away && closed.getCount() > 0) {
                LOG.warn("changes of {} wait: {}", tree, e instanceof EdgeException edge ? edge.text() : e.toString());
            }
            away = true;
            index = 0;
            return false;
        }
    }

    private void take(Map<String, String> values) {
        if (away) {
            LOG.info("{} answers again", name);
        }
        if (away || !values.equals(known)) {
            known = values;
            away = false;
            changed.run();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}

package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.MessageBus;
import io.selvage.service.registry.ConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;

class ConfigurationProviderTest {

    private static final int READERS = 4;
    private static final int CHANGES = 20_000;

    record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue("true") boolean persistData) {}

    /** What one service has in a place that is always there. */
    private static final class Memory implements ConfigSource {

        private volatile Map<String, String> values = Map.of();

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Map<String, String> below(String tree) {
            return tree.equals(KeeperKeys.ofService("core-data")) ? values : Map.of();
        }

        @Override
        public Optional<String> value(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, String value) {
            throw new AssertionError("nothing is missing");
        }

        @Override
        public void putBelow(String tree, Map<String, String> missing) {
            throw new AssertionError("nothing is missing");
        }

        @Override
        public Watch watch(List<String> trees, MessageBus bus, Runnable changed) {
            return () -> {};
        }
    }

    @Test
    void whatHasChangedCountsWhoeverReadsWhileItChanges() {
        var environment = new StandardEnvironment();
        ConfigurationPropertySources.attach(environment);
        var config = new EdgeConfig(environment);
        var source = new Memory();
        var provider = new ConfigurationProvider("core-data", source, environment, config);
        provider.load(true);

        var running = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(READERS)) {
            for (var i = 0; i < READERS; i++) {
                threads.execute(() -> {
                    while (running.get()) {
                        config.section("Writable", Writable.class);
                    }
                });
            }
            try {
                for (var i = 0; i < CHANGES; i++) {
                    var stores = i % 2 == 0;
                    source.values = stores
                            ? Map.of("Writable/LogLevel", "DEBUG")
                            : Map.of("Writable/LogLevel", "DEBUG", "Writable/PersistData", "false");
                    provider.refresh();
                    assertThat(config.section("Writable", Writable.class))
                            .as("change %s", i)
                            .isEqualTo(new Writable("DEBUG", stores));
                }
            } finally {
                running.set(false);
            }
        }
    }
}

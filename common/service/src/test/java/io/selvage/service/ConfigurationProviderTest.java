package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.registry.ConfigSource;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfigurationProviderTest {

    private static final String STORES = "Writable/PersistData";
    private static final int READERS = 4;
    private static final int CHANGES = 20_000;

    record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue("true") boolean persistData) {}

    /** What one service has in a place that is always there. */
    private static final class Memory implements ConfigSource {

        private volatile Map<String, String> values = Map.of();
        private volatile String seeds = "{}";
        private final AtomicInteger failures = new AtomicInteger();
        private final Deque<String> puts = new ConcurrentLinkedDeque<>();

        private void failPerhaps() {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, "away");
            }
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Map<String, String> below(String tree) {
            failPerhaps();
            return tree.equals(KeeperKeys.ofService("core-data")) ? values : Map.of();
        }

        @Override
        public Optional<String> value(String key) {
            return Optional.of(seeds);
        }

        @Override
        public void put(String key, String value) {
            assertThat(key).isEqualTo(KeeperKeys.seedsOf("core-data"));
            puts.add(key);
            seeds = value;
        }

        @Override
        public void putBelow(String tree, Map<String, String> missing) {
            failPerhaps();
            puts.add(tree);
            var all = new HashMap<>(values);
            missing.forEach((path, value) -> all.put(
                    (tree + "/" + path)
                            .substring(KeeperKeys.ofService("core-data").length() + 1),
                    value));
            values = all;
        }

        @Override
        public Watch watch(List<String> trees, MessageBus bus, Runnable changed) {
            return () -> {};
        }
    }

    private final StandardEnvironment environment = new StandardEnvironment();
    private final EdgeConfig config = new EdgeConfig(environment);
    private final Memory source = new Memory();
    private final ConfigurationProvider provider = new ConfigurationProvider("core-data", source, environment, config);

    @BeforeEach
    void attach() {
        ConfigurationPropertySources.attach(environment);
    }

    private boolean stores() {
        return config.section("Writable", Writable.class).persistData();
    }

    private void change(Map<String, String> values) {
        source.values = values;
        provider.refresh();
    }

    @Test
    void aValueThatCannotBeReadDoesNotKeepAServiceFromStarting() {
        source.values = Map.of(STORES, "maybe", "Writable/LogLevel", "DEBUG");
        provider.load(true);
        assertThat(config.section("Writable", Writable.class)).isEqualTo(new Writable("DEBUG", true));
        change(Map.of(STORES, "false"));
        assertThat(stores()).isFalse();
    }

    @Test
    void aValueThatCannotBeReadLeavesTheOneBeforeInForce() {
        provider.load(true);
        change(Map.of(STORES, "false"));
        var live = config.live("Writable", Writable.class);
        for (var bad : List.of("maybe", "perhaps", "maybe")) {
            change(Map.of(STORES, bad, "Writable/LogLevel", "DEBUG"));
            assertThat(live.get()).as(bad).isEqualTo(new Writable("DEBUG", false));
            provider.refresh();
            assertThat(live.get()).as(bad + " again").isEqualTo(new Writable("DEBUG", false));
        }
        change(Map.of(STORES, "true"));
        assertThat(live.get()).isEqualTo(new Writable("INFO", true));
        change(Map.of());
        assertThat(stores()).isTrue();
    }

    @Test
    void theValueBeforeIsKnownWhenSomethingElseHasChangedSince() {
        provider.load(true);
        change(Map.of(STORES, "false"));
        change(Map.of(STORES, "maybe"));
        change(Map.of(STORES, "maybe", "Writable/LogLevel", "DEBUG"));
        assertThat(config.section("Writable", Writable.class)).isEqualTo(new Writable("DEBUG", false));
    }

    @Test
    void whatAFileSaysAndCannotBeReadFails() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of("Writable.PersistData", "maybe")));
        provider.load(true);
        assertThatThrownBy(this::stores)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not readable: Invalid boolean value");
    }

    @Test
    void waitsForItsPlaceAtTheStart() {
        source.values = Map.of("Service/Port", "77");
        source.failures.set(2);
        provider.loadInTime();
        assertThat(environment.getProperty("Service.Port")).isEqualTo("77");
    }

    @Test
    void startsWithItsFilesWhereItsPlaceDoesNotCome() {
        environment.getPropertySources().addFirst(new MapPropertySource("time", Map.of("EDGEX_STARTUP_DURATION", "0")));
        source.values = Map.of("Service/Port", "77", STORES, "false");
        source.failures.set(1);
        provider.loadInTime();
        assertThat(provider.isLoaded()).isFalse();
        provider.refresh();
        assertThat(stores()).as("Writable counts when it comes").isFalse();
        assertThat(environment.getProperty("Service.Port"))
                .as("the rest at the start alone")
                .isNull();
    }

    @Test
    void aStartThatBrokeOffWhileItPutItsValuesThereIsMended() {
        var file = new OriginTrackedMapPropertySource("file", Map.of("Writable.LogLevel", "WARN"));
        environment.getPropertySources().addLast(file);
        source.values = Map.of("Writable/LogLevel", "INFO");
        source.seeds = "{\"Writable.LogLevel\":\"INFO\"}";
        source.failures.set(2); // the first read, and what is put there
        assertThatThrownBy(() -> provider.load(true)).isInstanceOf(EdgeException.class);
        source.failures.set(0);
        source.values = Map.of("Writable/LogLevel", "WARN"); // was put, and not noted
        provider.load(true);
        assertThat(source.seeds).contains("\"Writable.LogLevel\":\"WARN\"");
    }

    @Test
    void putsItsValuesThereAtTheStartAlone() {
        var file = new OriginTrackedMapPropertySource("file", Map.of("Writable.LogLevel", "WARN"));
        environment.getPropertySources().addLast(file);
        provider.load(true);
        assertThat(source.puts).containsExactly(KeeperKeys.ofService("core-data"), KeeperKeys.seedsOf("core-data"));
        source.seeds = "{\"Writable.LogLevel\":\"DEBUG\"}"; // of another process of the service
        change(Map.of("Writable/LogLevel", "DEBUG"));
        assertThat(source.puts).hasSize(2);
        assertThat(source.values).containsEntry("Writable/LogLevel", "DEBUG");
    }

    @Test
    void aPlaceholderThereStandsForNothing() {
        environment.getPropertySources().addLast(new MapPropertySource("file", Map.of("Secret", "hidden")));
        source.values = Map.of("Writable/LogLevel", "${Secret}");
        provider.load(true);
        assertThat(config.section("Writable", Writable.class).logLevel()).isEqualTo("${Secret}");
        assertThat(environment.getProperty("Writable.LogLevel")).isEqualTo("${Secret}");
    }

    @Test
    void whatNobodyToldOfIsReadAgain() {
        provider.load(true);
        try (var bus = new InMemoryMessageBus()) {
            var watch = new ConfigurationWatch(provider, bus, config, Duration.ofMillis(50));
            watch.start();
            source.values = Map.of(STORES, "false");
            await().until(() -> !stores());
            watch.stop();
        }
    }

    @Test
    void aSecretThatIsPutThereCountsThoughNobodyTellsOfIt() {
        provider.load(true);
        try (var bus = new InMemoryMessageBus()) {
            var watch = new ConfigurationWatch(provider, bus, config, Duration.ofDays(1));
            watch.start();
            provider.keepSecret("bus", Map.of("password", "p"));
            await().until(() -> environment.getProperty("Writable.InsecureSecrets.bus.SecretData.password") != null);
            watch.stop();
        }
    }

    @Test
    void ofTwoSpellingsThatOfTheServiceCounts() {
        var file = new OriginTrackedMapPropertySource("file", Map.of("Writable.PersistData", "true"));
        environment.getPropertySources().addLast(file);
        source.values = Map.of("writable/persist-data", "false");
        provider.load(true);
        assertThat(stores()).isTrue();
        change(Map.of("writable/persist-data", "true", STORES, "false"));
        assertThat(stores()).isFalse();
    }

    @Test
    void whatHasChangedCountsWhoeverReadsWhileItChanges() {
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

package io.selvage.keeper.common;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.keeper.keyvalue.KeyValues;
import io.selvage.service.Repeated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Puts what the sections {@code all-services}, {@code device-services} and {@code app-services} say below {@code
 * edgex/v4/core-common-config-bootstrapper}, then sets {@code IsCommonConfigReady} there, which services of EdgeX wait
 * for. A value that somebody else has changed stays; one that was put here follows the sections.
 */
@Component
class CommonConfiguration implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CommonConfiguration.class);
    private static final List<String> SECTIONS = List.of("all-services.", "device-services.", "app-services.");
    private static final String STEM = "edgex/v4/core-common-config-bootstrapper/";
    private static final String READY = STEM + "IsCommonConfigReady";

    /** What was put there at the last start, as one JSON object. */
    private static final String SEEDS = "edgex/seeds/core-common-config-bootstrapper";

    private final ConfigurableEnvironment environment;
    private final KeyValues keys;
    private final Repeated seeding = new Repeated("common-configuration");
    private volatile boolean running;

    CommonConfiguration(ConfigurableEnvironment environment, KeyValues keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public void start() {
        running = true;
        if (!seed()) {
            seeding.untilDone(this::seed);
        }
    }

    private boolean seed() {
        try {
            var stored = stored(STEM.substring(0, STEM.length() - 1));
            var seeds = seeds();
            var wanted = sections();
            wanted.forEach((key, value) -> {
                var there = stored.get(key);
                if (there == null || (there.equals(seeds.get(key)) && !there.equals(value))) {
                    keys.put(key, value, false);
                }
            });
            if (!seeds.equals(wanted)) {
                keys.put(SEEDS, EdgeJson.mapper().writeValueAsString(wanted), false);
            }
            if (!"true".equals(stored.get(READY))) {
                keys.put(READY, "true", false);
            }
            return true;
        } catch (EdgeException e) {
            LOG.warn("the common configuration is not there yet, which services of EdgeX wait for: {}", e.text());
            return false;
        }
    }

    private Map<String, String> sections() {
        var values = new TreeMap<String, String>();
        environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> listed
                        ? Stream.of(listed.getPropertyNames())
                        : Stream.empty())
                .filter(name -> SECTIONS.stream().anyMatch(name::startsWith))
                .forEach(name -> values.put(STEM + name.replace('.', '/'), value(name)));
        return values;
    }

    /** As the environment or another file may say it, in its own letter case; else as it is written there. */
    private String value(String name) {
        var said = environment.getProperty(name.toLowerCase(Locale.ROOT).replace("_", ""));
        return said == null ? environment.getProperty(name, "") : said;
    }

    private Map<String, String> seeds() {
        var seeds = new TreeMap<String, String>();
        try {
            stored(SEEDS)
                    .values()
                    .forEach(json -> EdgeJson.mapper()
                            .readTree(json)
                            .properties()
                            .forEach(seed ->
                                    seeds.put(seed.getKey(), seed.getValue().asString(""))));
        } catch (JacksonException e) {
            LOG.warn("what {} holds is no JSON and does not count: {}", SEEDS, e.getOriginalMessage());
        }
        return seeds;
    }

    private Map<String, String> stored(String key) {
        var found = new TreeMap<String, String>();
        try {
            for (KeyValue item : keys.get(key)) {
                found.put(item.key(), String.valueOf(item.value()));
            }
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.ENTITY_DOES_NOT_EXIST) {
                throw e;
            }
        }
        return found;
    }

    @Override
    public void stop() {
        running = false;
        seeding.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

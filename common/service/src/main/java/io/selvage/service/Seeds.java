package io.selvage.service;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.registry.ConfigSource;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What a service itself has put into core-keeper or Consul, noted beside it: it follows the files, what others set does not. */
record Seeds(String serviceKey, ConfigSource source) {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    /** The values that the service has put there, by property. */
    Map<String, String> read() {
        var seeds = new TreeMap<String, String>();
        var json = source.value(KeeperKeys.seedsOf(serviceKey));
        try {
            json.ifPresent(noted -> EdgeJson.mapper()
                    .readTree(noted)
                    .properties()
                    .forEach(entry -> seeds.put(entry.getKey(), entry.getValue().asString(""))));
        } catch (JacksonException e) {
            LOG.warn(
                    "what {} holds is no JSON and does not count: {}",
                    KeeperKeys.seedsOf(serviceKey),
                    e.getOriginalMessage());
        }
        return seeds;
    }

    /**
     * Puts there what the files say, where nobody else has said something.
     *
     * @param seeds what {@link #read} gave, changed to what counts from now on
     * @param stored what is there, changed likewise
     * @param shared what is common
     */
    void put(
            Map<String, String> files,
            Map<String, String> seeds,
            Map<String, String> stored,
            Map<String, String> shared) {
        var missing = new TreeMap<String, String>();
        var noted = Map.copyOf(seeds);
        files.forEach((property, value) -> {
            var there = stored.get(property);
            var free = there == null ? !shared.containsKey(property) : there.equals(seeds.get(property));
            if (value.equals(there)) {
                seeds.replace(property, value); // of another value: put there by a start that broke off
            } else if (free) {
                missing.put(property, value);
            }
        });
        if (!missing.isEmpty()) {
            source.putBelow(KeeperKeys.ofService(serviceKey), KeeperKeys.byPath(missing));
            stored.putAll(missing);
            seeds.putAll(missing);
        }
        if (!seeds.equals(noted)) { // after the values: what breaks off between is mended by the next start
            source.put(KeeperKeys.seedsOf(serviceKey), EdgeJson.mapper().writeValueAsString(seeds));
        }
    }
}

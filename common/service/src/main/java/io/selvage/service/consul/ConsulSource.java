package io.selvage.service.consul;

import io.selvage.bus.MessageBus;
import io.selvage.service.registry.ConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.cloud.consul.model.http.kv.GetValue;
import org.springframework.http.ResponseEntity;

/** Consul's key-value store. */
record ConsulSource(String name, ConsulClient client, ConsulClient patient) implements ConfigSource {

    @Override
    public Map<String, String> below(String tree) {
        return below(tree, Consul.ask(() -> client.getKVValues(tree + "/", null)));
    }

    static Map<String, String> below(String tree, ResponseEntity<List<GetValue>> answer) {
        var values = new TreeMap<String, String>();
        for (var item : listed(answer)) {
            if (item.getKey().startsWith(tree + "/")
                    && !item.getKey().endsWith("/")) { // no folder that somebody made by hand
                values.put(item.getKey().substring(tree.length() + 1), text(item));
            }
        }
        return values;
    }

    private static List<GetValue> listed(ResponseEntity<List<GetValue>> answer) {
        var items = answer.getBody();
        return items == null ? List.of() : items;
    }

    private static String text(GetValue item) {
        return item.getValue() == null ? "" : item.getDecodedValue();
    }

    @Override
    public Optional<String> value(String key) {
        return listed(Consul.ask(() -> client.getKVValue(key, null))).stream()
                .findFirst()
                .map(ConsulSource::text);
    }

    @Override
    public void put(String key, String value) {
        Consul.ask(() -> client.setKVValue(key, value));
    }

    @Override
    public void putBelow(String tree, Map<String, String> values) {
        values.forEach((path, value) -> put(tree + "/" + path, value));
    }

    @Override
    public Watch watch(List<String> trees, MessageBus bus, Runnable changed) {
        var watches = trees.stream()
                .map(tree -> new ConsulWatch(name, tree, patient, changed))
                .toList();
        watches.forEach(ConsulWatch::start);
        return () -> watches.forEach(ConsulWatch::close);
    }
}

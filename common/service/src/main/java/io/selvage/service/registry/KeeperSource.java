package io.selvage.service.registry;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.keyvalue.KeyValuesResponse;
import io.selvage.contracts.keyvalue.UpdateKeysRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What core-keeper holds; it tells on the bus what has changed. */
public final class KeeperSource implements ConfigSource {

    /** Core-keeper's own prefix, which other prefixes of topics do not change. */
    private static final String TOPICS = "edgex/configs/";

    /** What core-keeper, or EdgeX's bootstrapper, sets when all that is common is there. */
    private static final String READY = "edgex/v4/core-common-config-bootstrapper/IsCommonConfigReady";

    private final KeyValueApi keeper;

    public KeeperSource(KeyValueApi keeper) {
        this.keeper = keeper;
    }

    @Override
    public String name() {
        return "core-keeper";
    }

    @Override
    public boolean isReady() {
        return value(READY).filter("true"::equals).isPresent();
    }

    @Override
    public Map<String, String> below(String tree) {
        var values = new TreeMap<String, String>();
        for (var item : found(tree)) {
            if (item.key().length() > tree.length()) {
                values.put(item.key().substring(tree.length() + 1), String.valueOf(item.value()));
            }
        }
        return values;
    }

    @Override
    public Optional<String> value(String key) {
        return found(key).stream().findFirst().map(item -> String.valueOf(item.value()));
    }

    private List<KeyValue> found(String key) {
        try {
            return keeper.get(key, null, "true") instanceof KeyValuesResponse answer
                    ? new ArrayList<>(answer.response())
                    : List.of();
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.ENTITY_DOES_NOT_EXIST) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void put(String key, String value) {
        keeper.put(key, "false", UpdateKeysRequest.of(value));
    }

    @Override
    public void putBelow(String tree, Map<String, String> values) {
        var root = new TreeMap<String, Object>();
        values.forEach((path, value) -> put(root, List.of(path.split("/", -1)), value));
        keeper.put(tree, "true", UpdateKeysRequest.of(root));
    }

    /** As one object whose members are the levels of the paths. */
    @SuppressWarnings("unchecked") // all maps in the tree are made here
    private static void put(Map<String, Object> node, List<String> path, String value) {
        if (path.size() == 1) {
            node.put(path.getFirst(), value);
        } else if (node.computeIfAbsent(path.getFirst(), _ -> new TreeMap<String, Object>())
                instanceof Map<?, ?> below) {
            put((Map<String, Object>) below, path.subList(1, path.size()), value);
        }
    }

    @Override
    public Watch watch(List<String> trees, MessageBus bus, Runnable changed) {
        var subscriptions = new ArrayList<Subscription>();
        for (var tree : trees) {
            for (var keys : List.of("/Writable/#", "/+/Writable/#")) {
                subscriptions.add(
                        bus.subscribe(TopicFilter.of(TOPICS + tree + keys), MessageHandler.of(_ -> changed.run())));
            }
        }
        return () -> subscriptions.forEach(Subscription::close);
    }
}

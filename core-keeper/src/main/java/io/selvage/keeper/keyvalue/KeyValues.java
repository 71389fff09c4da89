package io.selvage.keeper.keyvalue;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.service.CorrelationId;
import io.selvage.service.MessageBusInfo;
import io.selvage.store.Database;
import io.selvage.store.Session;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keys of all services. Whoever listens on {@code edgex/configs/KEY} hears of each change when it is on disk. */
@Component
public class KeyValues {

    private static final Logger LOG = LoggerFactory.getLogger(KeyValues.class);
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9-_~;=./%]+");
    private static final String SEPARATOR = "/";
    private static final char AFTER_SEPARATOR = '/' + 1;
    private static final String KEY_OR_BELOW = " FROM key_value WHERE name = ? OR (name > ? AND name < ?)";

    private final Database database;
    private final MessageBus bus;
    private final String topicPrefix;
    private final Clock clock;

    KeyValues(Database database, MessageBus bus, MessageBusInfo info, Clock clock) {
        this.database = database;
        this.bus = bus;
        this.topicPrefix = info.baseTopicPrefix();
        this.clock = clock;
    }

    /** The key and all below it, ordered by key; ENTITY_DOES_NOT_EXIST where there is none. */
    public List<KeyValue> get(String key) {
        requireLegal(key);
        var found = database.read(session -> session.list(
                "SELECT name, created, modified, value" + KEY_OR_BELOW + " ORDER BY name",
                row -> new KeyValue(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
                bounds(key)));
        if (found.isEmpty()) {
            throw new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "no key starting with '" + key + "' found");
        }
        return found;
    }

    /** Puts the value under the key, or its members under keys below it; returns the keys written. */
    public List<String> put(String key, Object value, boolean flatten) {
        requireLegal(key);
        var leaves = flatten ? Leaves.below(key, value) : Map.of(key, Leaves.text(value));
        leaves.keySet().forEach(KeyValues::requireLegal);
        var now = clock.millis();
        database.write(session -> {
            leaves.forEach((name, text) -> session.update("""
                    INSERT INTO key_value (name, value, created, modified) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, modified = excluded.modified
                    """, name, text, now, now));
            return true;
        });
        tell(KeyValue.change(key, value));
        return List.copyOf(leaves.keySet());
    }

    /** Deletes the key, or it and all below it; returns the keys that were deleted. */
    public List<String> delete(String key, boolean prefixMatch) {
        requireLegal(key);
        var deleted = database.write(session -> {
            var names =
                    session.list("SELECT name" + KEY_OR_BELOW + " ORDER BY name", row -> row.getString(1), bounds(key));
            refuseUnless(prefixMatch, key, names);
            return deleted(session, key, names);
        });
        tell(KeyValue.change(key, null));
        return deleted;
    }

    private static void refuseUnless(boolean prefixMatch, String key, List<String> names) {
        if (names.isEmpty()) {
            throw new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "key '" + key + "' not found");
        }
        if (!prefixMatch && (names.size() > 1 || !names.getFirst().equals(key))) {
            throw new EdgeException(
                    ErrorKind.STATUS_CONFLICT,
                    "keys having the same prefix " + key + " exist and cannot be deleted without prefixMatch");
        }
    }

    private static List<String> deleted(Session session, String key, List<String> names) {
        session.update("DELETE" + KEY_OR_BELOW, bounds(key));
        return names;
    }

    private static @Nullable Object[] bounds(String key) {
        return new Object[] {key, key + SEPARATOR, key + AFTER_SEPARATOR};
    }

    private static void requireLegal(String key) {
        if (!LEGAL.matcher(key).matches()) {
            throw Required.invalid("the key '" + key + "' has other characters than letters, digits and -_~;=./%");
        }
    }

    private void tell(KeyValue change) {
        var topic = topicPrefix + SEPARATOR + change.key();
        var _ = bus.send(topic, Envelope.of(CorrelationId.current(), change, Envelope.JSON))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.warn("nobody was told on {} of the change: {}", topic, failure.toString());
                    }
                });
    }
}

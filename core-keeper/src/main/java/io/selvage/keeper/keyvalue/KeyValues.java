package io.selvage.keeper.keyvalue;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.service.AnswerRoom;
import io.selvage.store.Database;
import io.selvage.store.Session;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys of all services. Whoever listens on {@code edgex/configs/KEY} hears of each change when it is on disk. A value has
 * at most 1 Mi characters; of what is asked for at once, names and values have at most 16 Mi.
 */
@Component
public class KeyValues {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9-_~;=./%]+");
    private static final String SEPARATOR = "/";
    private static final char AFTER_SEPARATOR = '/' + 1;
    private static final int LONGEST_VALUE = 1 << 20;
    private static final long LONGEST_ANSWER = 16L << 20;

    /** Read, as objects and as the answer's text. */
    private static final int BYTES_A_CHARACTER = 6;

    private static final String KEY_OR_BELOW = " FROM key_value WHERE name = ? OR (name > ? AND name < ?)";

    private final Database database;
    private final Changes changes;
    private final Clock clock;

    KeyValues(Database database, Changes changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** The key and all below it, ordered by key; ENTITY_DOES_NOT_EXIST where there is none, LIMIT_EXCEEDED for too much. */
    public List<KeyValue> get(String key) {
        return found(
                key,
                "name, created, modified, value",
                "length(name) + length(value)",
                row -> new KeyValue(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)));
    }

    /** The names of the same. */
    List<String> names(String key) {
        return found(key, "name", "length(name)", row -> row.getString(1));
    }

    private <T> List<T> found(String key, String columns, String length, Session.Row<T> row) {
        requireLegal(key);
        var found = database.read(session -> {
            makeRoom(key, session.number("SELECT sum(" + length + ")" + KEY_OR_BELOW, bounds(key)));
            return session.list("SELECT " + columns + KEY_OR_BELOW + " ORDER BY name", row, bounds(key));
        });
        if (found.isEmpty()) {
            throw new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "no key starting with '" + key + "' found");
        }
        return found;
    }

    private static void makeRoom(String key, long characters) {
        if (characters > LONGEST_ANSWER) {
            throw new EdgeException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "the keys starting with '" + key + "' have " + characters + " characters, more than "
                            + LONGEST_ANSWER + ": ask for fewer of them, or delete some");
        }
        AnswerRoom.take(BYTES_A_CHARACTER * characters);
    }

    /** Puts the value under the key, or its members under keys below it; returns the keys written. LIMIT_EXCEEDED where one is too long. */
    public List<String> put(String key, Object value, boolean flatten) {
        requireLegal(key);
        var leaves = flatten ? Leaves.below(key, value) : Map.of(key, Leaves.text(value));
        leaves.forEach(KeyValues::requireStorable);
        var now = clock.millis();
        database.write(session -> {
            leaves.forEach((name, text) -> session.update("""
                    INSERT INTO key_value (name, value, created, modified) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, modified = excluded.modified
                    """, name, text, now, now));
            return true;
        });
        changes.tell(
                KeyValue.change(key, value),
                leaves.values().stream().mapToLong(String::length).sum());
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
        changes.tell(KeyValue.change(key, null), 0);
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

    private static void requireStorable(String key, String value) {
        requireLegal(key);
        if (value.length() > LONGEST_VALUE) {
            throw new EdgeException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "the value of '" + key + "' has " + value.length() + " characters, more than " + LONGEST_VALUE);
        }
    }
}

package io.selvage.data.archive;

import io.selvage.store.Dialect;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows added to and taken from shapes in one transaction, so that nobody has to count them. */
final class Tally {

    /** The floor of a shape of which nothing is hidden. */
    static final long NO_FLOOR = Long.MIN_VALUE;

    private static final String STORE = """
            UPDATE tally SET rows = rows + ?, newest = CASE WHEN newest < ? THEN ? ELSE newest END
            WHERE shape = ? RETURNING floor""";

    /** Takes the rows in the order of their numbers, which the UPDATE would not. */
    private static final String HOLD = "SELECT shape FROM tally WHERE shape = ANY (?) ORDER BY shape FOR NO KEY UPDATE";

    private static final String STORE_HELD = """
            UPDATE tally SET rows = tally.rows + change.rows, newest = greatest(tally.newest, change.newest)
            FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS change (shape, rows, newest)
            WHERE tally.shape = change.shape RETURNING tally.shape, tally.floor""";

    private static final class Change {
        private long rows;
        private long oldest = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;
        private boolean adds;
    }

    /**
     * Rows that were added below the floor of their shape, where they would be taken for deleted ones.
     *
     * @param floor the largest of all where the shape is no longer there
     */
    record Late(int shape, long floor) {}

    /** In the order of their numbers: two processes then never wait for each other's rows crosswise. */
    private final TreeMap<Integer, Change> changes = new TreeMap<>();

    void added(int shape, long origin) {
        var change = changes.computeIfAbsent(shape, _ -> new Change());
        change.rows++;
        change.oldest = Math.min(change.oldest, origin);
        change.newest = Math.max(change.newest, origin);
        change.adds = true;
    }

    void removed(int shape, long rows) {
        changes.computeIfAbsent(shape, _ -> new Change()).rows -= rows;
    }

    /** Stores the changes: the last thing before the commit, since other processes wait for these rows. */
    List<Late> store(Session session) {
        var floors = changes.size() > 1 && session.dialect() == Dialect.POSTGRES
                ? storeTogether(session)
                : storeEach(session);
        var late = new ArrayList<Late>();
        changes.forEach((shape, change) -> {
            var floor = floors.getOrDefault(shape, Long.MAX_VALUE);
            if (change.adds && change.oldest <= floor) {
                late.add(new Late(shape, floor));
            }
        });
        changes.clear();
        return late;
    }

    /** Returns the floors of those shapes that are there. */
    private Map<Integer, Long> storeEach(Session session) {
        var floors = HashMap.<Integer, Long>newHashMap(changes.size());
        changes.forEach((shape, change) -> session.first(
                        STORE, row -> row.getLong(1), change.rows, change.newest, change.newest, shape)
                .ifPresent(floor -> floors.put(shape, floor)));
        return floors;
    }

    /** The same in two questions to a server, however many shapes there are. */
    private Map<Integer, Long> storeTogether(Session session) {
        var shapes = changes.keySet().stream().mapToInt(Integer::intValue).toArray();
        var rows = changes.values().stream().mapToLong(change -> change.rows).toArray();
        var newest =
                changes.values().stream().mapToLong(change -> change.newest).toArray();
        session.each(HOLD, _ -> true, shapes);
        var floors = HashMap.<Integer, Long>newHashMap(shapes.length);
        session.each(
                STORE_HELD,
                row -> {
                    floors.put(row.getInt(1), row.getLong(2));
                    return true;
                },
                shapes,
                rows,
                newest);
        return floors;
    }
}

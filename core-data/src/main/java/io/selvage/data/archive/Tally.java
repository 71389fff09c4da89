package io.selvage.data.archive;

import io.selvage.store.Session;
import java.util.TreeMap;

/** Rows added to and taken from shapes in one transaction, so that nobody has to count them. */
final class Tally {

    private static final String STORE = """
            INSERT INTO tally (shape, rows, newest) VALUES (?, ?, ?)
            ON CONFLICT (shape) DO UPDATE SET rows = tally.rows + excluded.rows,
                newest = CASE WHEN excluded.newest > tally.newest THEN excluded.newest ELSE tally.newest END""";

    private static final class Change {
        private long rows;
        private long newest = Long.MIN_VALUE;
    }

    /** In the order of their numbers: two processes then never wait for each other's rows crosswise. */
    private final TreeMap<Integer, Change> changes = new TreeMap<>();

    void added(int shape, long origin) {
        var change = changes.computeIfAbsent(shape, _ -> new Change());
        change.rows++;
        change.newest = Math.max(change.newest, origin);
    }

    void removed(int shape, long rows) {
        changes.computeIfAbsent(shape, _ -> new Change()).rows -= rows;
    }

    /** Stores the changes: the last thing before the commit, since other processes wait for these rows. */
    void store(Session session) {
        changes.forEach((shape, change) -> session.update(STORE, shape, change.rows, change.newest));
        changes.clear();
    }
}

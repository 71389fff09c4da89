package io.selvage.data.archive;

import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Rows added to and taken from shapes in one transaction, so that nobody has to count them. */
final class Tally {

    /** The floor of a shape of which nothing is hidden. */
    static final long NO_FLOOR = Long.MIN_VALUE;

    private static final String STORE = """
            UPDATE tally SET rows = rows + ?, newest = CASE WHEN newest < ? THEN ? ELSE newest END
            WHERE shape = ? RETURNING floor""";

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
        var late = new ArrayList<Late>();
        changes.forEach((shape, change) -> {
            var floor = session.first(STORE, row -> row.getLong(1), change.rows, change.newest, change.newest, shape)
                    .orElse(Long.MAX_VALUE);
            if (change.adds && change.oldest <= floor) {
                late.add(new Late(shape, floor));
            }
        });
        changes.clear();
        return late;
    }
}

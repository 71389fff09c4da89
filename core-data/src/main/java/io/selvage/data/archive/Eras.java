package io.selvage.data.archive;

import io.selvage.store.Session;

/**
 * Which era the rows belong to that the one thread that writes adds next. An era ends after so many events, or a share of all rows
 * that there are: so there are few, and the newest one's part of the index of ids is small.
 */
final class Eras {

    /** Events of an era in a store that is not large: some 200 KB of the index. */
    static final long ROWS = 4_096;

    private static final long MOST_ERAS = 512;

    private final long rows;
    private long current = -1;
    private long left;

    Eras(long rows) {
        this.rows = rows;
    }

    /** The era of so many rows that are to be added. Where they come to nothing after all, it ends a little sooner. */
    long next(Session session, int added) {
        if (current < 0) {
            current = session.number("SELECT coalesce(max(era), 0) FROM event");
            left = size(session) - session.number("SELECT count(*) FROM event WHERE era = ?", current);
        }
        if (left <= 0) {
            current++;
            left = size(session);
        }
        left -= added;
        return current;
    }

    private long size(Session session) {
        return Math.max(rows, session.number("SELECT coalesce(sum(rows), 0) FROM tally") / MOST_ERAS);
    }
}

package io.selvage.data.archive;

import io.selvage.data.archive.Candidates.Candidate;
import io.selvage.store.Database;
import io.selvage.store.Dialect;
import io.selvage.store.Session;
import io.selvage.store.Space;
import java.util.ArrayList;
import java.util.List;

/** Keeps the archive within a number of bytes on disk: where it is nearly used up, the oldest events of all go. */
public final class Budget {

    /** What the write-ahead log of SQLite may grow to beside the file. */
    private static final long LOG_BYTES = 64L * 1024 * 1024;

    private static final double BEGIN = 0.97;
    private static final double END = 0.92;

    /** Events that a source loses in one go at most; less where sources have fewer. */
    private static final List<Integer> STEPS = List.of(5_000, 500, 50, 1);

    /** Of PostgreSQL, bytes that a row takes beside its columns, its two indexes included. */
    private static final long ROW_BYTES = 148;

    private final Database database;
    private final Purger purger;
    private final long bytes;

    Budget(Database database, Purger purger, long bytes) {
        this.database = database;
        this.purger = purger;
        this.bytes = bytes;
    }

    /** What was let go: so many events, the youngest of that time in ns since the epoch. */
    public record Dropped(long events, long newest) {}

    /** Whether events must go. */
    public boolean isNearlyUsed() {
        return used() > BEGIN * usable();
    }

    /** Lets the oldest events go until there is room again; returns after a step for the caller to tell of it. */
    public Dropped drop() throws InterruptedException {
        var dropped = new Dropped(0, Long.MIN_VALUE);
        while (used() > END * usable()) {
            var oldest = database.read(this::oldest);
            if (oldest.shapes.isEmpty()) {
                break;
            }
            var events = 0L;
            for (int shape : oldest.shapes) {
                events += purger.deleteUpTo(shape, oldest.upTo);
            }
            dropped = new Dropped(dropped.events + events, oldest.upTo);
        }
        purger.wake();
        return dropped;
    }

    /** Bytes that hold something. The room of what is deleted counts as free, whether it has been given back or not. */
    private long used() {
        var space = Space.of(database);
        if (database.dialect() == Dialect.SQLITE) {
            return space.used();
        }
        // PostgreSQL keeps freed room for new rows: what is used follows from the rows
        return database.read(session -> {
            var width = session.number(
                    "SELECT sum(avg_width) FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'event'");
            var rows = session.number("SELECT sum(rows) FROM tally");
            return width == 0 ? space.used() : Math.min(space.used(), rows * (width + ROW_BYTES));
        });
    }

    private long usable() {
        return database.dialect() == Dialect.SQLITE ? bytes - Math.min(LOG_BYTES, bytes / 2) : bytes;
    }

    /** The shapes that have events up to a time that few are older than. */
    private record Oldest(List<Integer> shapes, long upTo) {}

    private Oldest oldest(Session session) {
        var candidates = Candidates.forEvents(Selection.all()).ofEvents(session);
        for (int step : STEPS) {
            var upTo = Long.MAX_VALUE;
            for (var candidate : candidates) {
                upTo = Math.min(upTo, origin(session, candidate, upTo, step - 1));
            }
            if (upTo < Long.MAX_VALUE) {
                var shapes = new ArrayList<Integer>();
                for (var candidate : candidates) {
                    if (origin(session, candidate, upTo, 0) <= upTo) {
                        shapes.add(candidate.shape());
                    }
                }
                return new Oldest(shapes, upTo);
            }
        }
        return new Oldest(List.of(), Long.MIN_VALUE);
    }

    /** The time of the oldest event of the shape but so many; the largest where there is none up to the time. */
    private static long origin(Session session, Candidate candidate, long upTo, int others) {
        return session.first(
                        "SELECT origin FROM event WHERE shape = ? AND origin BETWEEN ? AND ?"
                                + " ORDER BY origin LIMIT 1 OFFSET ?",
                        row -> row.getLong(1),
                        candidate.shape(),
                        candidate.start(Selection.all()),
                        upTo,
                        others)
                .orElse(Long.MAX_VALUE);
    }
}

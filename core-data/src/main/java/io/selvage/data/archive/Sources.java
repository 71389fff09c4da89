package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The events of one device and source, as retention sees them: how many there are, and which are the oldest. */
public final class Sources {

    private final Database database;
    private final Finder finder;
    private final Purger purger;

    Sources(Database database, Finder finder, Purger purger) {
        this.database = database;
        this.finder = finder;
        this.purger = purger;
    }

    /** What an event comes from. */
    public record Source(String device, String name) {}

    /** All that there are events of. */
    public List<Source> all() {
        return database.read(session -> session.list(
                "SELECT DISTINCT shape.device, shape.source FROM shape JOIN tally ON tally.shape = shape.id"
                        + " WHERE shape.kind = 0 AND tally.rows > 0 AND tally.newest > tally.floor ORDER BY 1, 2",
                row -> new Source(row.getString(1), row.getString(2))));
    }

    /** How many events there are of the source. */
    public long count(Source source) {
        return database.read(session -> finder.count(session, candidates(source).ofEvents(session), Selection.all()));
    }

    /**
     * The time, in ns since the epoch, of an event of the source: of those up to the time, newest first, the one after so
     * many others; empty where there are not as many.
     */
    public OptionalLong originOf(Source source, long upTo, long others) {
        var selection = Selection.all().between(Long.MIN_VALUE, upTo);
        return database.read(session -> {
            var found = finder.events(session, candidates(source), selection, others);
            return found.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(found.getFirst().key().origin());
        });
    }

    /**
     * Deletes the events of the source up to the time, in small steps; says how many at least.
     *
     * @throws InterruptedException where the caller is to end before all is done
     */
    public long deleteUpTo(Source source, long origin) throws InterruptedException {
        var deleted = 0L;
        Function<Session, List<Integer>> shapes = session -> candidates(source).ofEvents(session).stream()
                .map(Candidates.Candidate::shape)
                .toList();
        for (int shape : database.read(shapes)) {
            deleted += purger.deleteUpTo(shape, origin);
        }
        purger.wake();
        return deleted;
    }

    private static Candidates candidates(Source source) {
        return Candidates.forEvents(Selection.all().ofDevice(source.device())).ofSource(source.name());
    }
}

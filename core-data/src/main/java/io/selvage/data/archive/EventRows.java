package io.selvage.data.archive;

import io.selvage.store.Session;
import java.util.Optional;
import java.util.UUID;

/** The rows of one event. */
final class EventRows {

    /** SQL: which rows of {@code event} are of the event whose id is the argument. */
    private static final String OF_ID = "event.era IN (SELECT era FROM eras) AND event.id = ?";

    private static final String WITH_FLOOR = " FROM event JOIN tally ON tally.shape = event.shape WHERE ";

    private final EventTable table;

    EventRows(EventTable table) {
        this.table = table;
    }

    /** The era of the event of that id; of several that were given the same id, of the first. Empty where it is deleted. */
    Optional<Long> era(Session session, UUID id) {
        return session.first(
                "SELECT event.era" + WITH_FLOOR + OF_ID
                        + " AND event.part = 0 AND event.origin > tally.floor ORDER BY event.era LIMIT 1",
                row -> row.getLong(1),
                table.argument(id));
    }

    /** Whether the event, whose key or id is taken, counts as deleted. */
    boolean isHidden(Session session, Row.Key key) {
        return session.first(
                        "SELECT event.origin <= tally.floor" + WITH_FLOOR
                                + "event.shape = ? AND event.origin = ? AND event.id = ? AND event.part = 0",
                        row -> row.getBoolean(1),
                        key.shape(),
                        key.origin(),
                        table.argument(key.id()))
                .orElseGet(() -> era(session, key.id()).isEmpty());
    }

    /** Deletes the rows of the event from that part on; returns how many there were. */
    int delete(Session session, Tally tally, UUID id, int firstPart) {
        var which = OF_ID + " AND event.part >= ?";
        var argument = table.argument(id);
        session.list("SELECT shape FROM event WHERE " + which, row -> row.getInt(1), argument, firstPart)
                .forEach(shape -> tally.removed(shape, 1));
        return table.delete(session, which, argument, firstPart);
    }
}

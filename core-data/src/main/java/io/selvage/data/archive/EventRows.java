package io.selvage.data.archive;

import io.selvage.store.Session;
import java.util.UUID;

/** The rows of one event. */
final class EventRows {

    private final EventTable table;

    EventRows(EventTable table) {
        this.table = table;
    }

    /** Whether there is an event of that id that counts as deleted. */
    boolean isHidden(Session session, UUID id) {
        return session.number(
                        "SELECT count(*) FROM event JOIN tally ON tally.shape = event.shape"
                                + " WHERE event.id = ? AND event.part = 0 AND event.origin <= tally.floor",
                        table.argument(id))
                > 0;
    }

    /** Deletes the rows of the event from that part on; returns how many there were. */
    int delete(Session session, Tally tally, UUID id, int firstPart) {
        var argument = table.argument(id);
        var shapes = session.list(
                "SELECT shape FROM event WHERE id = ? AND part >= ?", row -> row.getInt(1), argument, firstPart);
        shapes.forEach(shape -> tally.removed(shape, 1));
        return session.update("DELETE FROM event WHERE id = ? AND part >= ?", argument, firstPart);
    }
}

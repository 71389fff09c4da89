package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Session;
import java.util.List;
import java.util.UUID;

/**
 * Deletes events with all their readings. What a caller asks for is hidden in one short transaction, whatever its size,
 * and removed later by {@link Purger}.
 */
final class Eraser {

    private static final String RAISE =
            "UPDATE tally SET floor = CASE WHEN newest < ? THEN newest ELSE ? END WHERE shape = ? AND floor < ?";

    private final Database database;
    private final EventTable table;
    private final EventRows rows;

    Eraser(Database database, EventTable table) {
        this.database = database;
        this.table = table;
        this.rows = new EventRows(table);
    }

    /** Deletes the event; says whether there was one. */
    boolean delete(UUID id) {
        return database.write(session -> {
            if (rows.era(session, id).isEmpty()) {
                return false;
            }
            var tally = new Tally();
            rows.delete(session, tally, id, 0);
            tally.store(session);
            return true;
        });
    }

    /** Hides all events of the device. */
    void hideDevice(String device) {
        database.write(session -> {
            var shapes = session.list(
                    "SELECT tally.shape FROM shape JOIN tally ON tally.shape = shape.id"
                            + " WHERE shape.device = ? AND tally.rows > 0 ORDER BY tally.shape",
                    row -> row.getInt(1),
                    device);
            raise(session, shapes, Long.MAX_VALUE);
            return shapes.size();
        });
    }

    /** Hides the events that are not younger than the time. */
    void hideUpTo(long origin) {
        database.write(session -> {
            var shapes = session.list(
                    "SELECT tally.shape FROM shape JOIN tally ON tally.shape = shape.id"
                            + " WHERE shape.kind = 0 AND tally.rows > 0 ORDER BY tally.shape",
                    row -> row.getInt(1));
            raise(session, shapes, origin);
            // the further rows of an event have times of their own: they are asked for their event until it is removed
            return session.update("UPDATE tally SET orphans = 1 WHERE rows > 0 AND shape IN"
                    + " (SELECT id FROM shape WHERE kind <> 0)");
        });
    }

    private static void raise(Session session, List<Integer> shapes, long origin) {
        for (int shape : shapes) { // in the order in which writers take them
            session.update(RAISE, origin, origin, shape, origin);
        }
    }

    /**
     * So many events were deleted; whether there may be more.
     *
     * @param nanos for which others could not write
     */
    record Step(long deleted, boolean more, long nanos) {}

    /** Deletes the oldest events of the shape up to the time: so many rows and what belongs to them. */
    Step deleteStep(int shape, long origin, int rowsInStep) {
        return database.write(session -> {
            var begun = System.nanoTime();
            var tally = new Tally();
            var last = session.first(
                    "SELECT origin, id, part FROM event WHERE shape = ? AND origin <= ?"
                            + " ORDER BY origin, id, part LIMIT 1 OFFSET ?",
                    row -> new Row.Key(shape, row.getLong(1), table.id(row, 2), row.getInt(3)),
                    shape,
                    origin,
                    rowsInStep - 1);
            var which = "shape = ? AND origin <= ?";
            var arguments = new Object[] {shape, origin};
            if (last.isPresent()) {
                var key = last.get();
                which = "shape = ? AND (origin, id, part) <= (?, ?, ?)";
                arguments = new Object[] {shape, key.origin(), table.argument(key.id()), key.part()};
            }
            if (isSplit(session, shape)) {
                session.list(
                                "SELECT id FROM event WHERE " + which + " AND more > 0",
                                row -> table.id(row, 1),
                                arguments)
                        .forEach(id -> rows.delete(session, tally, id, 1));
            }
            var deleted = table.delete(session, which, arguments);
            tally.removed(shape, deleted);
            tally.store(session);
            return new Step(deleted, last.isPresent(), System.nanoTime() - begun);
        });
    }

    /** Whether events of the shape may have further rows. */
    private static boolean isSplit(Session session, int shape) {
        return session.number(
                        "SELECT count(*) FROM shape AS main JOIN shape AS part ON part.device = main.device"
                                + " JOIN tally ON tally.shape = part.id"
                                + " WHERE main.id = ? AND main.kind = 0 AND part.kind <> 0 AND tally.rows > 0",
                        shape)
                > 0;
    }

    /** Takes the floor away that has been reached, so that nothing has to be compared with it. */
    void lower(int shape, long floor) {
        database.write(session -> {
            session.update("UPDATE tally SET floor = ? WHERE shape = ? AND floor = ?", Tally.NO_FLOOR, shape, floor);
            return session.update(
                    "UPDATE tally SET orphans = 0 WHERE orphans = 1 AND NOT EXISTS"
                            + " (SELECT 1 FROM tally AS other WHERE other.floor > ?)",
                    Tally.NO_FLOOR);
        });
    }

    /** The shapes with a floor, and it. */
    List<Tally.Late> floors() {
        return database.read(session -> session.list(
                "SELECT shape, floor FROM tally WHERE floor > ? ORDER BY shape",
                row -> new Tally.Late(row.getInt(1), row.getLong(2)),
                Tally.NO_FLOOR));
    }
}

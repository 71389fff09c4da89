package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Session;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes events with all their readings, many in steps so that what is to be written does not wait for the whole. */
final class Eraser {

    /** Rows in one transaction: some 50 ms, between two of which a group of new events gets its turn. */
    private static final int STEP = 5_000;

    private final Database database;
    private final EventTable table;

    Eraser(Database database, EventTable table) {
        this.database = database;
        this.table = table;
    }

    /** Deletes the event; says whether there was one. */
    boolean delete(UUID id) {
        return database.write(session -> {
            var tally = new Tally();
            var found = deleteParts(session, tally, id, 0);
            tally.store(session);
            return found > 0;
        });
    }

    /** Deletes the events of a device, or of all where the name is empty, that are not younger than the time. */
    void deleteUpTo(String device, long origin) {
        var selection = Selection.all().ofDevice(device);
        List<Integer> shapes = database.read(session -> Candidates.ofEvents(session, selection).stream()
                .map(Candidates.Candidate::shape)
                .toList());
        for (int shape : shapes) {
            var more = true;
            while (more) {
                more = database.write(session -> deleteStep(session, shape, origin));
            }
        }
    }

    /** Deletes the oldest events of the shape; says whether there may be more. */
    private boolean deleteStep(Session session, int shape, long origin) {
        var tally = new Tally();
        var bound = session.first(
                        "SELECT origin FROM event WHERE shape = ? AND origin <= ? ORDER BY origin, id, part LIMIT 1 OFFSET ?",
                        row -> row.getLong(1),
                        shape,
                        origin,
                        STEP)
                .orElse(origin);
        var split = session.list(
                "SELECT id FROM event WHERE shape = ? AND origin <= ? AND more > 0",
                row -> table.id(row, 1),
                shape,
                bound);
        split.forEach(id -> deleteParts(session, tally, id, 1));
        var deleted = session.update("DELETE FROM event WHERE shape = ? AND origin <= ?", shape, bound);
        tally.removed(shape, deleted);
        tally.store(session);
        return deleted > 0 && bound < origin;
    }

    /** Deletes the rows of one event from that part on; returns how many there were. */
    private int deleteParts(Session session, Tally tally, UUID id, int firstPart) {
        @Nullable Object argument = table.argument(id);
        var shapes = session.list(
                "SELECT shape FROM event WHERE id = ? AND part >= ?", row -> row.getInt(1), argument, firstPart);
        shapes.forEach(shape -> tally.removed(shape, 1));
        return session.update("DELETE FROM event WHERE id = ? AND part >= ?", argument, firstPart);
    }
}

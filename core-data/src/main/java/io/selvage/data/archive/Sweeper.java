package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Session;

/** Takes away the shapes that have no rows any more, and the series that are in no shape. */
final class Sweeper {

    /** Of one transaction. */
    private static final int STEP = 200;

    private Sweeper() {}

    static void sweep(Database database) {
        var swept = STEP;
        while (swept == STEP) {
            swept = database.write(Sweeper::sweepShapes);
        }
        swept = STEP;
        while (swept == STEP) {
            swept = database.write(Sweeper::sweepSeries);
        }
    }

    /** The last shape stays: its number must not be given again while somebody remembers what it stood for. */
    private static int sweepShapes(Session session) {
        var empty = session.list(
                "SELECT shape FROM tally WHERE rows = 0 AND shape < (SELECT max(id) FROM shape) ORDER BY shape LIMIT ?",
                row -> row.getInt(1),
                STEP);
        for (int shape : empty) {
            if (session.update("DELETE FROM tally WHERE shape = ? AND rows = 0", shape) == 1) {
                session.update("DELETE FROM shape_series WHERE shape = ?", shape);
                session.update("DELETE FROM shape WHERE id = ?", shape);
            }
        }
        return empty.size();
    }

    private static int sweepSeries(Session session) {
        return session.update(
                "DELETE FROM series WHERE id IN (SELECT id FROM series WHERE id < (SELECT max(id) FROM series)"
                        + " AND NOT EXISTS (SELECT 1 FROM shape_series WHERE shape_series.series = series.id) LIMIT ?)",
                STEP);
    }
}

package io.selvage.data.archive;

import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which shapes have rows of what is looked for.
 *
 * @param tables SQL: the tables, with {@code tally} and, for readings, {@code shape_series}
 * @param condition SQL: which of their rows
 * @param arguments of the condition
 */
record Candidates(String tables, String condition, List<@Nullable Object> arguments) {

    /**
     * A shape with rows of what is looked for.
     *
     * @param weight items in a row of it: 1 event, or so many readings
     * @param rows in all, of whatever time
     * @param newest a time that no row is later than
     * @param floor rows up to this time are deleted
     * @param orphans whether rows must be asked for their event, which may be deleted
     */
    record Candidate(int shape, int weight, long rows, long newest, long floor, boolean orphans) {

        /** The time from which on rows are of the selection. */
        long start(Selection selection) {
            return floor == Tally.NO_FLOOR ? selection.start() : Math.max(selection.start(), floor + 1);
        }

        /** Whether {@link #rows} is what is there to be found. */
        boolean isExact() {
            return floor == Tally.NO_FLOOR && !orphans;
        }

        /** SQL: a further condition for its rows. */
        String further() {
            return orphans ? " AND " + OF_AN_EVENT : "";
        }
    }

    private static final String OF_AN_EVENT = """
            EXISTS (SELECT 1 FROM event AS main JOIN tally AS whole ON whole.shape = main.shape
            WHERE main.era = event.era AND main.id = event.id AND main.part = 0 AND main.origin > whole.floor)""";

    /** SQL: which rows of {@code event} are there, where {@code tally} is that of their shape. */
    static final String THERE = " event.origin > tally.floor AND (tally.orphans = 0 OR " + OF_AN_EVENT + ")";

    private static final String HAS_ROWS = "tally.rows > 0 AND tally.newest > tally.floor AND tally.newest >= ?";

    static Candidates forEvents(Selection selection) {
        var arguments = new ArrayList<@Nullable Object>(List.of(selection.start()));
        var condition = HAS_ROWS + " AND shape.kind = 0";
        if (!selection.device().isEmpty()) {
            condition += " AND shape.device = ?";
            arguments.add(selection.device());
        }
        return new Candidates("shape JOIN tally ON tally.shape = shape.id", condition, arguments);
    }

    static Candidates forReadings(Selection selection) {
        var arguments = new ArrayList<@Nullable Object>(List.of(selection.start()));
        var condition = HAS_ROWS;
        if (!selection.device().isEmpty()) {
            condition += " AND series.device = ?";
            arguments.add(selection.device());
        }
        if (!selection.resources().isEmpty()) {
            var marks = Collections.nCopies(selection.resources().size(), "?");
            condition += " AND series.resource IN (" + String.join(", ", marks) + ")";
            arguments.addAll(selection.resources());
        }
        return new Candidates(
                "series JOIN shape_series ON shape_series.series = series.id"
                        + " JOIN tally ON tally.shape = shape_series.shape",
                condition,
                arguments);
    }

    /** The shapes that have events of the selection, those with the newest rows first. */
    static List<Candidate> ofEvents(Session session, Selection selection) {
        return forEvents(selection).list(session, "1", "");
    }

    /** The shapes that have readings of the selection, those with the newest rows first. */
    static List<Candidate> ofReadings(Session session, Selection selection) {
        if (selection.device().isEmpty() && selection.resources().isEmpty()) {
            // the same as below without a look at each series
            var all = new Candidates(
                    "shape JOIN tally ON tally.shape = shape.id",
                    HAS_ROWS + " AND shape.width > 0",
                    List.of(selection.start()));
            return all.list(session, "shape.width", "");
        }
        return forReadings(selection)
                .list(
                        session,
                        "count(*)",
                        " GROUP BY tally.shape, tally.rows, tally.newest, tally.floor, tally.orphans");
    }

    /** Of these, the events of the source. */
    Candidates ofSource(String source) {
        var more = new ArrayList<@Nullable Object>(arguments);
        more.add(source);
        return new Candidates(tables, condition + " AND shape.source = ?", more);
    }

    /** The shapes of events, those with the newest rows first. */
    List<Candidate> ofEvents(Session session) {
        return list(session, "1", "");
    }

    private List<Candidate> list(Session session, String weight, String grouping) {
        return session.list(
                "SELECT tally.shape, " + weight + ", tally.rows, tally.newest, tally.floor, tally.orphans FROM "
                        + tables + " WHERE " + condition + grouping + " ORDER BY tally.newest DESC, tally.shape",
                row -> new Candidate(
                        row.getInt(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getInt(6) != 0),
                arguments.toArray());
    }
}

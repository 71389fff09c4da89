package io.selvage.data.archive;

import io.selvage.data.archive.Candidates.Candidate;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a page of events or readings is, newest first. Rows are clustered by shape, so the newest rows of several
 * shapes are merged: those whose newest row is newest come first, and the rest is not looked at once the page is full.
 */
final class Finder {

    /** Up to so many items are merged in memory; a page further back is left to the database to sort. */
    private static final int MERGED = 4_096;

    static final String TIMES = " event.origin BETWEEN ? AND ?";

    private final EventTable table;

    Finder(EventTable table) {
        this.table = table;
    }

    private static String newest(Candidate candidate) {
        return "SELECT shape, origin, id, part FROM event WHERE shape = ? AND" + TIMES + candidate.further()
                + " ORDER BY origin DESC, id DESC, part DESC LIMIT ? OFFSET ?";
    }

    /** One item: a row, and for a reading which of its values. */
    record Pick(Row.Key key, int position) {}

    /** The events of the page. */
    List<Pick> events(Session session, Selection selection, long skip, int take) {
        var candidates = Candidates.ofEvents(session, selection);
        if (isShallow(candidates, skip, take)) {
            return merged(session, candidates, selection, new Page(skip, take), _ -> List.of(0));
        }
        return sorted(session, Candidates.forEvents(selection), "0", selection, new Page(skip, take));
    }

    /** The event after so many newer ones; none where there are not as many. */
    List<Pick> events(Session session, Candidates which, Selection selection, long others) {
        var candidates = which.ofEvents(session);
        return isShallow(candidates, others, 1)
                ? merged(session, candidates, selection, new Page(others, 1), _ -> List.of(0))
                : sorted(session, which, "0", selection, new Page(others, 1));
    }

    /** The readings of the page. */
    List<Pick> readings(Session session, Shapes shapes, Selection selection, long skip, int take) {
        var candidates = Candidates.ofReadings(session, selection);
        if (isShallow(candidates, skip, take)) {
            return merged(
                    session,
                    candidates,
                    selection,
                    new Page(skip, take),
                    shape -> positions(shapes.of(session, shape), selection));
        }
        return sorted(
                session, Candidates.forReadings(selection), "shape_series.position", selection, new Page(skip, take));
    }

    /** Of each device and resource the newest reading, in the order of their names. */
    Collection<Pick> latest(Session session, Shapes shapes, Selection selection) {
        var newest = new TreeMap<List<String>, Pick>(
                Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast));
        for (var candidate : Candidates.ofReadings(session, selection)) {
            var row = session.first(
                    newest(candidate),
                    table::key,
                    candidate.shape(),
                    candidate.start(selection),
                    selection.end(),
                    1,
                    0);
            if (row.isPresent()) {
                var shape = shapes.of(session, candidate.shape());
                for (var position : positions(shape, selection)) {
                    var series = shape.series().get(position);
                    newest.merge(
                            List.of(series.device(), series.resource()),
                            new Pick(row.get(), position),
                            (one, other) -> one.key().compareTo(other.key()) <= 0 ? one : other);
                }
            }
        }
        return newest.values();
    }

    private static boolean isShallow(List<Candidate> candidates, long skip, int take) {
        return candidates.size() <= 1 || skip + take <= MERGED;
    }

    /** Of one event and time, a list of readings begins with the last, as everything in it: that is how EdgeX answers. */
    static List<Integer> positions(Shape shape, Selection selection) {
        var positions = new ArrayList<Integer>();
        for (var i = shape.series().size() - 1; i >= 0; i--) {
            if (selection.takes(shape.series().get(i))) {
                positions.add(i);
            }
        }
        return positions;
    }

    /** What the items of a row are: its positions, given the number of its shape. */
    private interface Positions extends IntFunction<List<Integer>> {}

    /** The page that begins after {@code skip} items. */
    private record Page(long skip, int take) {}

    private List<Pick> merged(
            Session session, List<Candidate> candidates, Selection selection, Page page, Positions positions) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        // of a single shape the rows before the page can be passed over by the database
        var passed = candidates.size() == 1 ? page.skip / candidates.getFirst().weight() : 0;
        var skip = page.skip - passed * candidates.getFirst().weight();
        var merge = new Merge(skip + page.take);
        for (var candidate : candidates) {
            if (merge.isFull() && candidate.newest() < merge.oldest()) {
                break;
            }
            var first = candidate.start(selection);
            var start = merge.isFull() ? Math.max(first, merge.oldest()) : first;
            var rows = (skip + page.take + candidate.weight() - 1) / candidate.weight();
            session.each(
                    newest(candidate),
                    row -> merge.add(table.key(row), candidate.weight()),
                    candidate.shape(),
                    start,
                    selection.end(),
                    rows,
                    passed);
        }
        return merge.picks(skip, page.take, positions);
    }

    /** The newest rows so far, as many as make so many items. */
    private static final class Merge {
        private final NavigableMap<Row.Key, Integer> weights = new TreeMap<>();
        private final long wanted;
        private long items;

        Merge(long wanted) {
            this.wanted = wanted;
        }

        boolean isFull() {
            return items >= wanted;
        }

        long oldest() {
            return weights.lastKey().origin();
        }

        /** Takes the row, and lets the oldest go if it is not needed any more; says whether older ones may be needed. */
        boolean add(Row.Key key, int weight) {
            if (isFull() && key.compareTo(weights.lastKey()) > 0) {
                return false;
            }
            weights.put(key, weight);
            items += weight;
            while (items - weights.lastEntry().getValue() >= wanted) {
                items -= weights.pollLastEntry().getValue();
            }
            return true;
        }

        List<Pick> picks(long skip, int take, Positions positions) {
            var picks = new ArrayList<Pick>();
            var passed = 0L;
            var shape = -1;
            List<Integer> ofShape = List.of();
            for (var key : weights.keySet()) {
                if (key.shape() != shape) {
                    shape = key.shape();
                    ofShape = positions.apply(shape);
                }
                for (var position : ofShape) {
                    if (passed++ >= skip && picks.size() < take) {
                        picks.add(new Pick(key, position));
                    }
                }
            }
            return picks;
        }
    }

    private List<Pick> sorted(Session session, Candidates candidates, String position, Selection selection, Page page) {
        var arguments = new ArrayList<@Nullable Object>(candidates.arguments());
        arguments.addAll(List.of(selection.start(), selection.end(), page.take, page.skip));
        return session.list(
                "SELECT event.shape, event.origin, event.id, event.part, " + position + " FROM " + candidates.tables()
                        + " JOIN event ON event.shape = tally.shape WHERE " + candidates.condition() + " AND" + TIMES
                        + " AND" + Candidates.THERE
                        + " ORDER BY event.origin DESC, event.shape DESC, event.id DESC, event.part DESC, 5 DESC"
                        + " LIMIT ? OFFSET ?",
                row -> new Pick(table.key(row), row.getInt(5)),
                arguments.toArray());
    }

    /** How many items there are in all. */
    long count(Session session, List<Candidate> candidates, Selection selection) {
        var count = 0L;
        for (var candidate : candidates) {
            var rows = selection.isAnyTime() && candidate.isExact()
                    ? candidate.rows()
                    : rows(session, candidate, selection);
            count += rows * candidate.weight();
        }
        return count;
    }

    private static long rows(Session session, Candidate candidate, Selection selection) {
        return session.number(
                "SELECT count(*) FROM event WHERE shape = ? AND" + TIMES + candidate.further(),
                candidate.shape(),
                candidate.start(selection),
                selection.end());
    }
}

package io.selvage.data.archive;

import io.selvage.contracts.event.Reading;
import io.selvage.data.archive.Candidates.Candidate;
import io.selvage.data.archive.Finder.Pick;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads readings from the oldest to the newest, some at a time, so that neither memory nor a transaction holds all. */
final class Stretches {

    private static final int ROWS = 1_000;

    /** Bytes of texts and binaries from which on a stretch ends; one row may have more. */
    private static final long BYTES = 1024 * 1024;

    private final EventTable table;
    private final Reader reader;
    private final Shapes shapes;

    Stretches(EventTable table, Reader reader, Shapes shapes) {
        this.table = table;
        this.reader = reader;
        this.shapes = shapes;
    }

    /**
     * Some readings that follow each other.
     *
     * @param last the last row; null at the end
     */
    record Stretch(List<Reading> readings, Row.@Nullable Key last) {}

    /** The stretches one after the other, each read when the one before is used up. */
    static Iterator<List<Reading>> iterator(Function<Row.@Nullable Key, Stretch> next) {
        return new Iterator<>() {
            private Row.@Nullable Key last;
            private @Nullable Stretch ready;

            private Stretch ready() {
                var stretch = ready == null ? next.apply(last) : ready;
                ready = stretch;
                return stretch;
            }

            @Override
            public boolean hasNext() {
                return ready().last != null;
            }

            @Override
            public List<Reading> next() {
                var stretch = ready();
                if (stretch.last == null) {
                    throw new NoSuchElementException();
                }
                last = stretch.last;
                ready = null;
                return stretch.readings;
            }
        };
    }

    /** The next readings after that row, or the first. */
    Stretch next(Session session, Selection selection, Row.@Nullable Key after) {
        var sizes = new TreeMap<Row.Key, Long>(Row.Key::oldestFirst);
        for (var candidate : Candidates.ofReadings(session, selection)) {
            addRows(session, candidate, selection, after, sizes);
        }
        var picks = new ArrayList<Pick>();
        Row.Key last = null;
        var bytes = 0L;
        for (var row : sizes.entrySet()) {
            if (bytes > 0 && bytes + row.getValue() > BYTES) {
                break;
            }
            bytes += row.getValue();
            last = row.getKey();
            for (var position : Finder.positions(shapes.of(session, last.shape()), selection)
                    .reversed()) {
                picks.add(new Pick(last, position));
            }
        }
        return new Stretch(reader.readings(session, picks), last);
    }

    /** Adds the first rows of the shape and keeps the oldest of all. */
    private void addRows(
            Session session,
            Candidate candidate,
            Selection selection,
            Row.@Nullable Key after,
            NavigableMap<Row.Key, Long> sizes) {
        var end = sizes.size() < ROWS
                ? selection.end()
                : Math.min(selection.end(), sizes.lastKey().origin());
        var start = candidate.start(selection);
        var arguments = new ArrayList<@Nullable Object>();
        var follows = "";
        if (after != null) {
            start = Math.max(start, candidate.shape() < after.shape() ? after.origin() + 1 : after.origin());
            if (candidate.shape() == after.shape()) {
                follows = " AND (event.origin, event.id, event.part) > (?, ?, ?)";
                arguments.addAll(List.of(after.origin(), table.argument(after.id()), after.part()));
            }
        }
        arguments.addAll(0, List.of(candidate.shape(), start, end));
        arguments.add(ROWS);
        session.each(
                "SELECT shape, origin, id, part, " + table.bytes(shapes.of(session, candidate.shape()))
                        + " FROM event WHERE shape = ? AND" + Finder.TIMES + follows + candidate.further()
                        + " ORDER BY origin, id, part LIMIT ?",
                row -> {
                    sizes.put(table.key(row), row.getLong(5));
                    return sizes.size() <= ROWS
                            || !sizes.pollLastEntry().getKey().equals(table.key(row));
                },
                arguments.toArray());
    }
}

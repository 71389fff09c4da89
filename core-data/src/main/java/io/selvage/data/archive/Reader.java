package io.selvage.data.archive;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.data.archive.Finder.Pick;
import io.selvage.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes events and readings of rows. */
final class Reader {

    /** What a row, or a value that is not large, takes of the memory at most, nearly always. */
    private static final int ROW_BYTES = 128;

    private static final int ALL_POSITIONS = -1;
    private static final int MORE = 5;
    private static final int EXTRA = 6;
    private static final int ERA = 7;

    private final EventTable table;
    private final EventRows eventRows;
    private final Shapes shapes;

    Reader(EventTable table, Shapes shapes) {
        this.table = table;
        this.eventRows = new EventRows(table);
        this.shapes = shapes;
    }

    Optional<Event> event(Session session, UUID id) {
        return eventRows.era(session, id).map(era -> event(session, rows(session, era, id, 0)));
    }

    List<Event> events(Session session, List<Pick> picks) {
        var rows = rows(session, picks, true);
        var events = new ArrayList<Event>(picks.size());
        for (var pick : picks) {
            var main = rows.get(pick.key());
            if (main != null) {
                var all = new ArrayList<>(List.of(main));
                if (main.more() > 0) {
                    all.addAll(rows(session, main.era(), main.key().id(), 1));
                }
                events.add(event(session, all));
            }
        }
        return events;
    }

    private List<Row> rows(Session session, long era, UUID id, int firstPart) {
        return session.list(
                "SELECT " + table.columns() + " FROM event WHERE era = ? AND id = ? AND part >= ? ORDER BY part",
                row -> row(session, row),
                era,
                table.argument(id),
                firstPart);
    }

    List<Reading> readings(Session session, Collection<Pick> picks) {
        var rows = rows(session, picks, false);
        var readings = new ArrayList<Reading>(picks.size());
        for (var pick : picks) {
            var row = rows.get(pick.key());
            if (row != null) {
                readings.add(reading(row, shapes.of(session, row.key().shape()), pick.position()));
            }
        }
        return readings;
    }

    /**
     * The rows of the picks: what a page has of one shape stands together and is read in one go.
     *
     * @param whole whether all values are wanted, not only those at the positions
     */
    private Map<Row.Key, Row> rows(Session session, Collection<Pick> picks, boolean whole) {
        var rows = HashMap.<Row.Key, Row>newHashMap(picks.size());
        for (var places : Places.of(picks)) {
            var position = whole ? ALL_POSITIONS : places.position();
            var columns = position < 0 ? table.columns() : table.columns(position);
            session.each(
                    "SELECT " + columns + Places.RANGE + places.order(),
                    new Walk(session, places, position, rows),
                    places.range());
        }
        return rows;
    }

    /** Goes along rows and the keys of those that are wanted, both in the same order. */
    private final class Walk implements Session.RowTaker {

        private final Session session;
        private final Comparator<Row.Key> order;
        private final Iterator<Row.Key> keys;
        private final int position;
        private final Map<Row.Key, Row> rows;
        private Row.@Nullable Key wanted;

        Walk(Session session, Places places, int position, Map<Row.Key, Row> rows) {
            this.session = session;
            this.order = places.isNewestFirst() ? Comparator.naturalOrder() : Row.Key::oldestFirst;
            this.keys = places.keys().iterator();
            this.position = position;
            this.rows = rows;
            this.wanted = keys.next();
        }

        @Override
        public boolean take(ResultSet row) throws SQLException {
            for (var key = wanted; key != null; key = wanted) {
                if (table.isAt(row, key)) {
                    rows.put(key, row(session, row, key, position));
                    next();
                    break;
                }
                if (order.compare(key, table.key(row)) > 0) {
                    break; // it comes later
                }
                next(); // it is not there any more
            }
            return wanted != null;
        }

        private void next() {
            wanted = keys.hasNext() ? keys.next() : null;
        }
    }

    /** About what the rows of the picks take of the memory. */
    long bytes(Session session, Collection<Pick> picks) {
        var bytes = 0L;
        for (var places : Places.of(picks)) {
            var shape = shapes.of(session, places.shape());
            bytes += (long) places.keys().size()
                    * ROW_BYTES
                    * (1 + shape.series().size());
            var values = table.bytes(shape);
            if (!values.equals(EventTable.NO_BYTES)) {
                bytes += session.number("SELECT sum(" + values + ")" + Places.RANGE, places.range());
            }
        }
        return bytes;
    }

    /** About what the events take of the memory. */
    long bytesOfEvents(Session session, Collection<Pick> picks) {
        var all = new ArrayList<>(picks);
        for (var places : Places.of(picks)) {
            session.list(
                            "SELECT era, id" + Places.RANGE + " AND more > 0",
                            row -> List.of(row.getLong(1), table.argument(table.id(row, 2))),
                            places.range())
                    .forEach(eraAndId -> all.addAll(session.list(
                            "SELECT shape, origin, id, part FROM event WHERE era = ? AND id = ? AND part > 0",
                            row -> new Pick(table.key(row), 0),
                            eraAndId.toArray())));
        }
        return bytes(session, all);
    }

    private Row row(Session session, ResultSet row) throws SQLException {
        return row(session, row, table.key(row), ALL_POSITIONS);
    }

    private Row row(Session session, ResultSet row, Row.Key key, int position) throws SQLException {
        var width = shapes.of(session, key.shape()).series().size();
        var values = position < 0 ? table.values(row, width) : Arrays.asList(new @Nullable Object[position + 1]);
        if (position >= 0) {
            values.set(position, table.value(row));
        }
        return new Row(key, row.getLong(ERA), row.getInt(MORE), row.getString(EXTRA), values);
    }

    private Event event(Session session, List<Row> rows) {
        var main = rows.getFirst();
        var shape = shapes.of(session, main.key().shape());
        var readings = new ArrayList<Reading>();
        for (var row : rows) {
            var rowShape = shapes.of(session, row.key().shape());
            for (var i = 0; i < rowShape.series().size(); i++) {
                readings.add(reading(row, rowShape, i));
            }
        }
        readings.sort(Comparator.comparingLong(Reading::origin).reversed());
        return new Event(
                ApiVersion.V3,
                main.key().id().toString(),
                shape.device(),
                shape.profile(),
                shape.source(),
                main.key().origin(),
                readings,
                main.extra() == null ? shape.tags() : Extra.read(main.extra()).tags(),
                Map.of());
    }

    private static Reading reading(Row row, Shape shape, int position) {
        var series = shape.series().get(position);
        var varying = shape.kind() == Shape.Kind.LOOSE ? Extra.read(row.extra()) : Extra.of(series);
        var mediaType = varying.mediaType();
        return new Reading(
                null,
                row.key().origin(),
                series.device(),
                series.resource(),
                orNull(series.profile()),
                series.type(),
                orNull(varying.units()),
                varying.tags(),
                StoredValue.read(series.type(), row.values().get(position), mediaType == null ? "" : mediaType),
                Map.of());
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}

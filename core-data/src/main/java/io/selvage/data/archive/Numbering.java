package io.selvage.data.archive;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.store.Dialect;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of shapes and series for the one thread that writes: known ones from memory, else from the tables, and
 * where they are new by adding them inside the transaction of the group. So no other connection of this process is ever waited for.
 */
final class Numbering {

    /** Shapes of one kind for one source, so that a source whose events are never alike cannot fill the tables. */
    static final int SHAPES_OF_A_SOURCE = 64;

    /** The lock of who adds: two processes that add the same ones in different orders would wait for each other crosswise. */
    private static final long ADDING = 0x7368617065L;

    private static final int KNOWN_SHAPES = 8_192;
    private static final int KNOWN_SERIES = 32_768;

    private final Map<Shape, Integer> shapes = bounded(KNOWN_SHAPES);
    private final Map<Series, Integer> series = bounded(KNOWN_SERIES);
    private final List<Shape> newShapes = new ArrayList<>();
    private final List<Series> newSeries = new ArrayList<>();
    private boolean adding;

    /** The transaction begins: what was added before is on disk. */
    void begin() {
        adding = false;
        newShapes.clear();
        newSeries.clear();
    }

    /** The transaction came to nothing: what it added is not there. */
    void undo() {
        newShapes.forEach(shapes::remove);
        newSeries.forEach(series::remove);
    }

    /** The number of the shape; empty where the source has too many others. */
    OptionalInt of(Session session, Shape shape) {
        var known = shapes.get(shape);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (isBounded(shape) && isFull(session, shape) && !isStored(session, shape)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(found(session, shape));
    }

    /** The number of another shape that is like that of the number, into which no row is written any more. */
    int replaced(Session session, Shape shape, int number) {
        session.update(
                "UPDATE shape SET series = series || ';' || CAST(id AS TEXT) WHERE id = ? AND series NOT LIKE '%;%'",
                number);
        if (Objects.equals(shapes.get(shape), number)) {
            shapes.remove(shape);
        }
        var known = shapes.get(shape);
        return known != null ? known : found(session, shape);
    }

    private int found(Session session, Shape shape) {
        var seriesIds = new ArrayList<Integer>(shape.series().size());
        for (var each : shape.series()) {
            seriesIds.add(of(session, each));
        }
        var stored = find(session, shape, seriesIds);
        var number = stored.isPresent() ? stored.get() : add(session, shape, held(session, shape, seriesIds));
        shapes.put(shape, number);
        newShapes.add(shape);
        return number;
    }

    /** The ids, none of which goes before the transaction ends: those of series that were swept are made anew. */
    private List<Integer> held(Session session, Shape shape, List<Integer> seriesIds) {
        var hold = "SELECT count(*) FROM (SELECT id FROM series WHERE id = ?"
                + (session.dialect() == Dialect.POSTGRES ? " FOR KEY SHARE" : "") + ") AS held";
        var held = new ArrayList<Integer>(seriesIds.size());
        for (var i = 0; i < seriesIds.size(); i++) {
            var each = shape.series().get(i);
            if (session.number(hold, seriesIds.get(i)) > 0) {
                held.add(seriesIds.get(i));
            } else {
                series.remove(each);
                held.add(of(session, each));
            }
        }
        return held;
    }

    /** Other processes that add wait from now until the transaction ends. */
    private void awaitOthers(Session session) {
        if (!adding) {
            session.lock(ADDING);
            adding = true;
        }
    }

    private static boolean isBounded(Shape shape) {
        return switch (shape.kind()) {
            case EVENT -> !shape.series().isEmpty() || !shape.tags().isEmpty();
            case PART -> true;
            case LOOSE -> false;
        };
    }

    private static boolean isFull(Session session, Shape shape) {
        var sql = "SELECT count(*) FROM shape WHERE device = ? AND source = ? AND kind = ? AND series NOT LIKE '%;%'";
        return session.number(sql, shape.device(), shape.source(), shape.kind().number()) >= SHAPES_OF_A_SOURCE;
    }

    private boolean isStored(Session session, Shape shape) {
        var seriesIds = new ArrayList<Integer>(shape.series().size());
        for (var each : shape.series()) {
            var known = series.get(each);
            var stored = known != null ? Optional.of(known) : find(session, each);
            if (stored.isEmpty()) {
                return false;
            }
            seriesIds.add(stored.get());
        }
        return find(session, shape, seriesIds).isPresent();
    }

    private static Optional<Integer> find(Session session, Shape shape, List<Integer> seriesIds) {
        var sql = "SELECT id FROM shape WHERE device = ? AND source = ? AND kind = ? AND profile = ? AND tags = ?"
                + " AND series = ?";
        return session.first(sql, row -> row.getInt(1), columns(shape, seriesIds));
    }

    private int add(Session session, Shape shape, List<Integer> seriesIds) {
        awaitOthers(session);
        var sql = "INSERT INTO shape (device, source, kind, profile, tags, series, width)"
                + " VALUES (?, ?, ?, ?, ?, ?, " + seriesIds.size() + ") ON CONFLICT DO NOTHING RETURNING id";
        var added = session.first(sql, row -> row.getInt(1), columns(shape, seriesIds));
        if (added.isEmpty()) { // another process was first
            return find(session, shape, seriesIds).orElseThrow();
        }
        for (var position = 0; position < seriesIds.size(); position++) {
            session.update(
                    "INSERT INTO shape_series (series, shape, position) VALUES (?, ?, ?)",
                    seriesIds.get(position),
                    added.get(),
                    position);
        }
        session.update(
                "INSERT INTO tally (shape, rows, newest) VALUES (?, 0, ?) ON CONFLICT DO NOTHING",
                added.get(),
                Long.MIN_VALUE);
        return added.get();
    }

    private static @Nullable Object[] columns(Shape shape, List<Integer> seriesIds) {
        var ids = seriesIds.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new @Nullable Object[] {
            shape.device(), shape.source(), shape.kind().number(), shape.profile(), json(shape.tags()), ids
        };
    }

    private int of(Session session, Series each) {
        var known = series.get(each);
        if (known != null) {
            return known;
        }
        var stored = find(session, each);
        var number = stored.isPresent() ? stored.get() : add(session, each);
        series.put(each, number);
        newSeries.add(each);
        return number;
    }

    private static Optional<Integer> find(Session session, Series each) {
        var sql = "SELECT id FROM series WHERE device = ? AND resource = ? AND profile = ? AND value_type = ?"
                + " AND units = ? AND media_type = ? AND tags = ?";
        return session.first(sql, row -> row.getInt(1), columns(each));
    }

    private int add(Session session, Series each) {
        awaitOthers(session);
        var sql = "INSERT INTO series (device, resource, profile, value_type, units, media_type, tags)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id";
        var added = session.first(sql, row -> row.getInt(1), columns(each));
        return added.isPresent() ? added.get() : find(session, each).orElseThrow();
    }

    private static @Nullable Object[] columns(Series each) {
        return new @Nullable Object[] {
            each.device(),
            each.resource(),
            each.profile(),
            each.type().text(),
            each.units(),
            each.mediaType(),
            json(each.tags())
        };
    }

    private static String json(Map<String, @Nullable Object> tags) {
        return tags.isEmpty() ? "" : EdgeJson.mapper().writeValueAsString(tags);
    }

    private static <K> Map<K, Integer> bounded(int size) {
        return new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Integer> eldest) {
                return size() > size;
            }
        };
    }
}

package io.selvage.data.archive;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of shapes and series for the one thread that writes: known ones from memory, else from the tables, and
 * where they are new by adding them inside the transaction of the group. So no other connection is ever waited for.
 */
final class Numbering {

    /** Shapes of one kind for one source, so that a source whose events are never alike cannot fill the tables. */
    static final int SHAPES_OF_A_SOURCE = 64;

    private static final int KNOWN_SHAPES = 8_192;
    private static final int KNOWN_SERIES = 32_768;

    private final Map<Shape, Integer> shapes = bounded(KNOWN_SHAPES);
    private final Map<Series, Integer> series = bounded(KNOWN_SERIES);
    private final List<Shape> newShapes = new ArrayList<>();
    private final List<Series> newSeries = new ArrayList<>();

    /** The transaction begins: what was added before is on disk. */
    void begin() {
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
        var seriesIds = new ArrayList<Integer>();
        if (isBounded(shape) && isFull(session, shape) && !isStored(session, shape, seriesIds)) {
            return OptionalInt.empty();
        }
        seriesIds.clear();
        for (var each : shape.series()) {
            seriesIds.add(of(session, each));
        }
        var stored = find(session, shape, seriesIds);
        var number = stored.isPresent() ? stored.get() : add(session, shape, seriesIds);
        shapes.put(shape, number);
        newShapes.add(shape);
        return OptionalInt.of(number);
    }

    private static boolean isBounded(Shape shape) {
        return switch (shape.kind()) {
            case EVENT -> !shape.series().isEmpty() || !shape.tags().isEmpty();
            case PART -> true;
            case LOOSE -> false;
        };
    }

    private static boolean isFull(Session session, Shape shape) {
        var sql = "SELECT count(*) FROM shape WHERE device = ? AND source = ? AND kind = ?";
        return session.number(sql, shape.device(), shape.source(), shape.kind().number()) >= SHAPES_OF_A_SOURCE;
    }

    private boolean isStored(Session session, Shape shape, List<Integer> seriesIds) {
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

    private static int add(Session session, Shape shape, List<Integer> seriesIds) {
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

    private static int add(Session session, Series each) {
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

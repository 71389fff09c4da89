package io.selvage.data.archive;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Shapes by their numbers, for the threads that read. Those read last stay in memory: a shape never changes. */
final class Shapes {

    private static final int KNOWN = 4_096;
    private static final TypeReference<Map<String, @Nullable Object>> TAGS = new TypeReference<>() {};

    private final Map<Integer, Shape> known = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Shape> eldest) {
            return size() > KNOWN;
        }
    };

    /** The shape of that number, of which the session has seen a row. */
    Shape of(Session session, int number) {
        synchronized (known) {
            var shape = known.get(number);
            if (shape != null) {
                return shape;
            }
        }
        var shape = read(session, number);
        synchronized (known) {
            known.put(number, shape);
        }
        return shape;
    }

    private static Shape read(Session session, int number) {
        var series = session.list(
                "SELECT series.device, series.resource, series.profile, series.value_type, series.units,"
                        + " series.media_type, series.tags FROM shape_series JOIN series ON series.id = shape_series.series"
                        + " WHERE shape_series.shape = ? ORDER BY shape_series.position",
                Shapes::series,
                number);
        return session.first(
                        "SELECT kind, device, source, profile, tags FROM shape WHERE id = ?",
                        row -> new Shape(
                                Shape.Kind.of(row.getInt(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                tags(row.getString(5)),
                                series),
                        number)
                .orElseThrow();
    }

    private static Series series(ResultSet row) throws SQLException {
        return new Series(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                ValueType.of(row.getString(4)),
                row.getString(5),
                row.getString(6),
                tags(row.getString(7)));
    }

    private static Map<String, @Nullable Object> tags(String json) {
        return json.isEmpty() ? Map.of() : EdgeJson.mapper().readValue(json, TAGS);
    }
}

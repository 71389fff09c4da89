package io.selvage.data.archive;

import io.selvage.store.Session;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A column for each value, of any type; a statement for each number of values, since each binding costs. */
final class SqliteEventTable implements EventTable {

    private final List<String> inserts = IntStream.rangeClosed(0, Shape.WIDTH)
            .mapToObj(width -> "INSERT INTO event (shape, origin, id, part, more, extra" + valueColumns(width)
                    + ") VALUES (?, ?, ?, ?, ?, ?" + ", ?".repeat(width) + ") ON CONFLICT DO NOTHING")
            .toList();

    private static String valueColumns(int width) {
        return IntStream.range(0, width).mapToObj(i -> ", v" + i).collect(Collectors.joining());
    }

    @Override
    public BitSet insert(Session session, List<NewRow> rows) {
        var inserted = new BitSet(rows.size());
        try {
            for (var i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                var statement =
                        session.prepared(inserts.get(row.draft().values().size()));
                bind(statement, row);
                inserted.set(i, statement.executeUpdate() == 1);
            }
        } catch (SQLException e) {
            throw session.asEdge(e);
        }
        return inserted;
    }

    private static void bind(PreparedStatement statement, NewRow row) throws SQLException {
        var draft = row.draft();
        statement.setInt(1, row.shape());
        statement.setLong(2, draft.origin());
        statement.setBytes(3, bytes(row.id()));
        statement.setInt(4, row.part());
        statement.setInt(5, row.more());
        statement.setString(6, draft.extra());
        var column = VALUES;
        for (var value : draft.values()) {
            bind(statement, column++, value);
        }
    }

    private static void bind(PreparedStatement statement, int column, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(column, Types.NULL);
            case Double number -> statement.setDouble(column, number);
            case Long number -> statement.setLong(column, number);
            case Boolean truth -> statement.setLong(column, truth ? 1 : 0);
            case byte[] bytes -> statement.setBytes(column, bytes);
            default -> statement.setString(column, value.toString());
        }
    }

    @Override
    public Object argument(UUID id) {
        return bytes(id);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public UUID id(ResultSet row, int column) throws SQLException {
        var bytes = ByteBuffer.wrap(row.getBytes(column));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    @Override
    public String columns() {
        return "shape, origin, id, part, more, extra" + valueColumns(Shape.WIDTH);
    }

    @Override
    public List<@Nullable Object> values(ResultSet row, int width) throws SQLException {
        var values = new ArrayList<@Nullable Object>(width);
        for (var column = VALUES; column < VALUES + width; column++) {
            var value = row.getObject(column);
            values.add(value instanceof Integer small ? (Object) small.longValue() : value);
        }
        return values;
    }
}

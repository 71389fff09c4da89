package io.selvage.data.archive;

import io.selvage.store.Session;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

/**
 * A column for each value, of any type; a statement for each number of values, since each binding costs. Large values
 * lie apart: they stand in the way of every search that passes their row.
 */
final class SqliteEventTable implements EventTable {

    /** Characters or bytes of a value from which it lies apart; a page of the database has 4,096. */
    private static final int LARGE = 1_024;

    private static final String INSERT_LARGE =
            "INSERT INTO large (id, part, position, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final List<String> inserts = IntStream.rangeClosed(0, Shape.WIDTH)
            .mapToObj(
                    width -> "INSERT INTO event (shape, origin, id, part, more, extra, large, era" + valueColumns(width)
                            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?" + ", ?".repeat(width) + ") ON CONFLICT DO NOTHING")
            .toList();

    private static final String KEY_COLUMNS = "shape, origin, id, part, more, extra, era";

    private static final List<String> VALUE_COLUMNS = IntStream.range(0, Shape.WIDTH)
            .mapToObj(i -> ", " + wherever(i, "value", "v" + i))
            .toList();

    private static final String COLUMNS = KEY_COLUMNS + String.join("", VALUE_COLUMNS);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** SQL: the one where the value lies apart, else the other. */
    private static String wherever(int position, String apart, String here) {
        return "CASE WHEN event.large & " + (1 << position) + " THEN (SELECT " + apart + " FROM large WHERE"
                + " large.id = event.id AND large.part = event.part AND position = " + position + ") ELSE " + here
                + " END";
    }

    private static String valueColumns(int width) {
        return IntStream.range(0, width).mapToObj(i -> ", v" + i).collect(Collectors.joining());
    }

    @Override
    public BitSet insert(Session session, long era, List<NewRow> rows) {
        var inserted = new BitSet(rows.size());
        try {
            for (var i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                var statement =
                        session.prepared(inserts.get(row.draft().values().size()));
                var large = large(row);
                bind(statement, era, row, large);
                inserted.set(i, statement.executeUpdate() == 1);
                if (large != 0 && inserted.get(i)) {
                    insertLarge(session, row, large);
                }
            }
        } catch (SQLException e) {
            throw session.asEdge(e);
        }
        return inserted;
    }

    @Override
    public int delete(Session session, String which, Object... arguments) {
        session.update(
                "DELETE FROM large WHERE (id, part) IN (SELECT id, part FROM event WHERE large <> 0 AND " + which + ")",
                arguments);
        return EventTable.super.delete(session, which, arguments);
    }

    /** Which values of the row are large, a bit for each. */
    private static int large(NewRow row) {
        var large = 0;
        var bit = 1;
        for (var value : row.draft().values()) {
            if (sizeOf(value) >= LARGE) {
                large |= bit;
            }
            bit <<= 1;
        }
        return large;
    }

    private static int sizeOf(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> bytes.length;
            case String text -> text.length();
            case null, default -> 0;
        };
    }

    private static void insertLarge(Session session, NewRow row, int large) throws SQLException {
        var statement = session.prepared(INSERT_LARGE);
        for (var position = 0; position < row.draft().values().size(); position++) {
            if ((large & (1 << position)) != 0) {
                statement.setBytes(1, bytes(row.id()));
                statement.setInt(2, row.part());
                statement.setInt(3, position);
                bind(statement, 4, row.draft().values().get(position));
                statement.executeUpdate();
                statement.clearParameters(); // which it would hold until the next
            }
        }
    }

    private static void bind(PreparedStatement statement, long era, NewRow row, int large) throws SQLException {
        var draft = row.draft();
        statement.setInt(1, row.shape());
        statement.setLong(2, draft.origin());
        statement.setBytes(3, bytes(row.id()));
        statement.setInt(4, row.part());
        statement.setInt(5, row.more());
        statement.setString(6, draft.extra());
        statement.setInt(7, large);
        statement.setLong(8, era);
        for (var i = 0; i < draft.values().size(); i++) {
            bind(
                    statement,
                    9 + i,
                    (large & (1 << i)) != 0 ? null : draft.values().get(i));
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
        var bytes = new byte[16];
        LONG.set(bytes, 0, id.getMostSignificantBits());
        LONG.set(bytes, 8, id.getLeastSignificantBits());
        return bytes;
    }

    @Override
    public UUID id(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        return new UUID((long) LONG.get(bytes, 0), (long) LONG.get(bytes, 8));
    }

    @Override
    public boolean isAt(ResultSet row, Row.Key key) throws SQLException {
        if (row.getLong(2) != key.origin() || row.getInt(4) != key.part()) {
            return false;
        }
        var bytes = row.getBytes(3);
        return (long) LONG.get(bytes, 0) == key.id().getMostSignificantBits()
                && (long) LONG.get(bytes, 8) == key.id().getLeastSignificantBits();
    }

    @Override
    public String columns() {
        return COLUMNS;
    }

    @Override
    public String columns(int position) {
        return KEY_COLUMNS + VALUE_COLUMNS.get(position);
    }

    @Override
    public @Nullable Object value(ResultSet row) throws SQLException {
        return value(row, VALUES);
    }

    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        var value = row.getObject(column);
        return value instanceof Integer small ? (Object) small.longValue() : value;
    }

    @Override
    public String bytes(int position) {
        return wherever(position, "octet_length(value)", "octet_length(v" + position + ")");
    }

    @Override
    public String value(int position) {
        return "v" + position;
    }

    @Override
    public void addNumber(ResultSet row, int column, Numbers numbers) throws SQLException {
        if (numbers.areFloats()) {
            var value = row.getDouble(column);
            if (value != 0 || row.getObject(column) instanceof Number) { // a NaN is a text
                numbers.addFloat(value);
            }
        } else {
            var value = row.getLong(column);
            if (value != 0 || !row.wasNull()) {
                numbers.add(value);
            }
        }
    }

    @Override
    public List<@Nullable Object> values(ResultSet row, int width) throws SQLException {
        var values = new ArrayList<@Nullable Object>(width);
        for (var column = VALUES; column < VALUES + width; column++) {
            values.add(value(row, column));
        }
        return values;
    }
}

package io.selvage.data.archive;

import io.selvage.store.Session;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values in an array of texts, in the form in which they are answered; a group of rows goes in one statement. */
final class PostgresEventTable implements EventTable {

    private static final String INSERT = """
            INSERT INTO event (shape, origin, id, part, more, extra, era, vals)
            SELECT shape, origin, id, part, more, extra, ?, vals::text[]
            FROM unnest(?::int[], ?::bigint[], ?::uuid[], ?::smallint[], ?::smallint[], ?::text[], ?::text[])
                AS added (shape, origin, id, part, more, extra, vals)
            ON CONFLICT DO NOTHING
            RETURNING id, part""";

    private static final String KEY_COLUMNS = "shape, origin, id, part, more, extra, era, ";

    private record IdPart(UUID id, int part) {}

    @Override
    public BitSet insert(Session session, long era, List<NewRow> rows) {
        var places = new HashMap<IdPart, Integer>();
        for (var row : rows) {
            places.put(new IdPart(row.id(), row.part()), places.size());
        }
        var inserted = new BitSet(rows.size());
        try {
            var statement = session.prepared(INSERT);
            bind(statement, era, rows);
            try (var added = statement.executeQuery()) {
                while (added.next()) {
                    inserted.set(places.getOrDefault(new IdPart(id(added, 1), added.getInt(2)), 0));
                }
            }
        } catch (SQLException e) {
            throw session.asEdge(e);
        }
        return inserted;
    }

    private static void bind(PreparedStatement statement, long era, List<NewRow> rows) throws SQLException {
        statement.setInt(1, Math.toIntExact(era));
        statement.setArray(2, array(statement, "int4", rows, NewRow::shape));
        statement.setArray(3, array(statement, "int8", rows, row -> row.draft().origin()));
        statement.setArray(4, array(statement, "uuid", rows, NewRow::id));
        statement.setArray(5, array(statement, "int2", rows, NewRow::part));
        statement.setArray(6, array(statement, "int2", rows, NewRow::more));
        statement.setArray(7, array(statement, "text", rows, row -> row.draft().extra()));
        statement.setArray(8, array(statement, "text", rows, PostgresEventTable::literal));
    }

    private static Array array(
            PreparedStatement statement, String type, List<NewRow> rows, Function<NewRow, @Nullable Object> column)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(type, rows.stream().map(column).toArray());
    }

    /** The values as PostgreSQL writes an array of texts. */
    private static String literal(NewRow row) {
        var draft = row.draft();
        var literal = new StringJoiner(",", "{", "}");
        for (var i = 0; i < draft.values().size(); i++) {
            var value = draft.values().get(i);
            literal.add(
                    value == null
                            ? "NULL"
                            : quoted(StoredValue.text(
                                    draft.shape().series().get(i).type(), value)));
        }
        return literal.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public Object argument(UUID id) {
        return id;
    }

    @Override
    public UUID id(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    @Override
    public String columns() {
        return KEY_COLUMNS + "vals";
    }

    @Override
    public String columns(int position) {
        return KEY_COLUMNS + value(position);
    }

    @Override
    public @Nullable Object value(ResultSet row) throws SQLException {
        return row.getString(VALUES);
    }

    @Override
    public boolean isAt(ResultSet row, Row.Key key) throws SQLException {
        return key(row).equals(key);
    }

    @Override
    public String bytes(int position) {
        return "octet_length(" + value(position) + ")";
    }

    @Override
    public String value(int position) {
        return "vals[" + (position + 1) + "]";
    }

    @Override
    public void addNumber(ResultSet row, int column, Numbers numbers) throws SQLException {
        var text = row.getString(column);
        if (text != null) {
            numbers.add(text);
        }
    }

    @Override
    public List<@Nullable Object> values(ResultSet row, int width) throws SQLException {
        return Arrays.asList((@Nullable Object[]) row.getArray(VALUES).getArray());
    }
}

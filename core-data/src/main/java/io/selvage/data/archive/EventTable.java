package io.selvage.data.archive;

import io.selvage.contracts.value.ValueType;
import io.selvage.store.Dialect;
import io.selvage.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code event}, which the databases have in different forms. */
interface EventTable {

    /** The first of the columns of values in {@link #columns}. */
    int VALUES = 8;

    /** What {@link #bytes(Shape)} is where all values are small. */
    String NO_BYTES = "0";

    /** The table of that dialect. */
    static EventTable of(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> new SqliteEventTable();
            case POSTGRES -> new PostgresEventTable();
        };
    }

    /** A row to be added. */
    record NewRow(int shape, UUID id, int part, int more, Layout.Draft draft) {

        /** Where it will stand. */
        Row.Key key() {
            return new Row.Key(shape, draft.origin(), id, part);
        }
    }

    /** Adds the rows that are not there yet to the era; says which those are. No two of them have the same id and part. */
    BitSet insert(Session session, long era, List<NewRow> rows);

    /** Deletes the rows that the SQL says, with all that lies apart; returns how many there were. */
    default int delete(Session session, String which, Object... arguments) {
        return session.update("DELETE FROM event WHERE " + which, arguments);
    }

    /** The id as an argument of a statement. */
    Object argument(UUID id);

    /** The id in a column. */
    UUID id(ResultSet row, int column) throws SQLException;

    /** Where the row stands whose first columns are shape, origin, id and part. */
    default Row.Key key(ResultSet row) throws SQLException {
        return new Row.Key(row.getInt(1), row.getLong(2), id(row, 3), row.getInt(4));
    }

    /** SQL: how many bytes the value at that position has, which is neither a number nor a truth. */
    String bytes(int position);

    /** SQL: how many bytes the values of a row of the shape have, without those that are always small. */
    default String bytes(Shape shape) {
        var sum = new StringJoiner(" + ").setEmptyValue(NO_BYTES);
        for (var position = 0; position < shape.series().size(); position++) {
            var type = shape.series().get(position).type();
            if (!type.isNumber() && type != ValueType.BOOL) {
                sum.add((type.isStructured() ? "4 * " : "") + "coalesce(" + bytes(position) + ", 0)");
            }
        }
        return sum.toString();
    }

    /** The columns of a whole row: shape, origin, id, part, more, extra, era and the values. */
    String columns();

    /** The same with one of the values only. */
    String columns(int position);

    /** The value in a result whose columns are {@link #columns(int)}. */
    @Nullable
    Object value(ResultSet row) throws SQLException;

    /** Whether the columns shape, origin, id and part are those of the key, whose shape it is. */
    boolean isAt(ResultSet row, Row.Key key) throws SQLException;

    /** SQL: the value at that position of a row whose shape has a number there. */
    String value(int position);

    /** Adds what {@link #value} gave, if it is a number. */
    void addNumber(ResultSet row, int column, Numbers numbers) throws SQLException;

    /** The values in a result whose columns are {@link #columns}, of which the shape has so many. */
    List<@Nullable Object> values(ResultSet row, int width) throws SQLException;
}

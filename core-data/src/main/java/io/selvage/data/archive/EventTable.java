package io.selvage.data.archive;

import io.selvage.store.Dialect;
import io.selvage.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code event}, which the databases have in different forms. */
interface EventTable {

    /** The first of the columns of values in {@link #columns}. */
    int VALUES = 7;

    /** The table of that dialect. */
    static EventTable of(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> new SqliteEventTable();
            case POSTGRES -> new PostgresEventTable();
        };
    }

    /** A row to be added. */
    record NewRow(int shape, UUID id, int part, int more, Layout.Draft draft) {}

    /** Adds the rows that are not there yet; says which those are. No two of them have the same id and part. */
    BitSet insert(Session session, List<NewRow> rows);

    /** The id as an argument of a statement. */
    Object argument(UUID id);

    /** The id in a column. */
    UUID id(ResultSet row, int column) throws SQLException;

    /** The columns of a whole row: shape, origin, id, part, more, extra and the values. */
    String columns();

    /** SQL: the value at that position of a row whose shape has a number there. */
    String value(int position);

    /** Adds what {@link #value} gave, if it is a number. */
    void addNumber(ResultSet row, int column, Numbers numbers) throws SQLException;

    /** The values in a result whose columns are {@link #columns}, of which the shape has so many. */
    List<@Nullable Object> values(ResultSet row, int width) throws SQLException;
}

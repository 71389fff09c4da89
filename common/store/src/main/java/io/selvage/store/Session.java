package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection inside one transaction, for the thread that {@link Database} lent it to and only as long as the work
 * runs. It keeps the statements that it has prepared: the same SQL must not be run again while its rows are being read.
 */
public final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int STATEMENTS = 64;
    private static final long ASK_AFTER_NANOS = 1_000_000_000L;
    private static final int ASK_SECONDS = 2;

    private final Connection connection;
    private final DatabaseLocation location;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    private long usedAt = System.nanoTime();

    Session(Connection connection, DatabaseLocation location) {
        this.connection = connection;
        this.location = location;
    }

    /** Makes something of the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes the current row; says whether it wants the next one. */
    @FunctionalInterface
    public interface RowTaker {
        boolean take(ResultSet row) throws SQLException;
    }

    public Dialect dialect() {
        return location.dialect();
    }

    /**
     * Waits until no other transaction on the same schema has the lock of that number, and has it until the
     * end of this one. What others changed under the lock is then seen. SQLite's one writer needs none.
     */
    public void lock(long number) {
        if (location instanceof DatabaseLocation.PostgresSchema postgres) {
            first(
                    "SELECT pg_advisory_xact_lock(?)",
                    _ -> true,
                    number ^ postgres.schema().hashCode());
        }
    }

    /** Runs an INSERT, UPDATE or DELETE; returns how many rows it changed. */
    public int update(String sql, @Nullable Object... arguments) {
        try {
            return bound(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw asEdge(e);
        }
    }

    /** All rows of a query: only for queries that have a limit. */
    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) {
        var items = new ArrayList<T>();
        each(sql, result -> items.add(row.map(result)), arguments);
        return items;
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) {
        try (var rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.map(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw asEdge(e);
        }
    }

    /** The number in the first column of the first row, 0 where there is none. */
    public long number(String sql, @Nullable Object... arguments) {
        return first(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    /** Hands the rows over one by one, until one is enough. */
    public void each(String sql, RowTaker taker, @Nullable Object... arguments) {
        try (var rows = bound(sql, arguments).executeQuery()) {
            while (rows.next() && taker.take(rows)) {
                // the taker did it
            }
        } catch (SQLException e) {
            throw asEdge(e);
        }
    }

    /** The statement, prepared once for this connection; to be used and left open. */
    public PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= STATEMENTS) {
            var oldest = statements.entrySet().iterator();
            oldest.next().getValue().close();
            oldest.remove();
        }
        var statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    /** What the failure of a statement of this session means. */
    public EdgeException asEdge(SQLException failure) {
        return Failures.asEdge(failure, location);
    }

    Connection connection() {
        return connection;
    }

    /** Whether the connection can be used: asked of the server where it was not used for a second. */
    boolean isUsable() throws SQLException {
        return !connection.isClosed()
                && (dialect() == Dialect.SQLITE
                        || System.nanoTime() - usedAt < ASK_AFTER_NANOS
                        || connection.isValid(ASK_SECONDS));
    }

    /** Closes the connection, which may be lost. */
    void discard() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a lost connection did not close: {}", e.toString());
        }
    }

    void used() {
        usedAt = System.nanoTime();
    }

    private PreparedStatement bound(String sql, @Nullable Object[] arguments) throws SQLException {
        var statement = prepared(sql);
        for (var i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}

package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of several processes on one PostgreSQL schema has the lead: it holds a lock of the server's on a connection of its
 * own, and with that the lock goes. For one thread.
 */
public final class Lead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lead.class);
    private static final int ANSWER_SECONDS = 2;

    private final DatabaseLocation location;
    private final long number;
    private @Nullable Connection connection;
    private boolean held;

    /**
     * The lead of that number in the schema of the database.
     *
     * @throws EdgeException CONTRACT_INVALID where the database is not PostgreSQL
     */
    public Lead(Database database, long number) {
        if (!(database.location() instanceof DatabaseLocation.PostgresSchema postgres)) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "processes can share a PostgreSQL, not a " + database.location());
        }
        this.location = postgres;
        this.number = number ^ postgres.schema().hashCode();
    }

    /** Whether this process has it; takes it where nobody does. */
    public boolean isHeld() {
        try {
            var usable = connection;
            if (usable == null || !usable.isValid(ANSWER_SECONDS)) {
                drop();
                usable = new Connector(location).writer();
                connection = usable;
            }
            if (!held) {
                held = taken(usable);
            }
            return held;
        } catch (SQLException e) {
            LOG.debug("nobody can lead: {}", e.toString());
            drop();
            return false;
        }
    }

    private boolean taken(Connection usable) throws SQLException {
        try (var lock = usable.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, number);
            try (var answer = lock.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void drop() {
        held = false;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("a lost connection did not close: {}", e.toString());
        }
        connection = null;
    }

    /** Leaves the lead to another. */
    @Override
    public void close() {
        drop();
    }
}

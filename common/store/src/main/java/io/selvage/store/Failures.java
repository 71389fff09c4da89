package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteException;

/** What an SQLException means to a caller. */
final class Failures {

    /** SQLite: busy, locked, read-only, I/O error, full, cannot open; each passes when its cause does. */
    private static final Set<Integer> SQLITE_AWAY = Set.of(5, 6, 8, 10, 13, 14);

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_CONSTRAINT = 19;

    private Failures() {}

    /** SERVICE_UNAVAILABLE where the database is away, DUPLICATE_NAME where a key is taken, else DATABASE_ERROR. */
    static EdgeException asEdge(SQLException failure, DatabaseLocation location) {
        if (isAway(failure)) {
            var hint = isLocked(failure) ? ", perhaps by another process of the service" : "";
            return new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, location + " is away: " + failure.getMessage() + hint, failure);
        }
        if ("22021".equals(failure.getSQLState())) {
            return new EdgeException(
                    ErrorKind.CONTRACT_INVALID,
                    "text with the character U+0000 cannot be stored in PostgreSQL",
                    failure);
        }
        if (isDuplicate(failure)) {
            return new EdgeException(ErrorKind.DUPLICATE_NAME, "the key is taken: " + failure.getMessage(), failure);
        }
        return new EdgeException(ErrorKind.DATABASE_ERROR, location + ": " + failure.getMessage(), failure);
    }

    private static boolean isLocked(SQLException failure) {
        return failure instanceof SQLiteException sqlite && (sqlite.getErrorCode() & 0xff) == SQLITE_BUSY;
    }

    /** Whether the database, and not the statement, is what failed. */
    static boolean isAway(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return SQLITE_AWAY.contains(sqlite.getErrorCode() & 0xff);
        }
        var state = failure.getSQLState();
        // 08: connection, 28: its login is not right yet, 40: given up for another transaction,
        // 53: out of disk, memory or connections, 55P03 and 57014: waited too long for others,
        // 57P: shut down or starting, 58: its disk fails
        return state == null
                || state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.equals("55P03")
                || state.equals("57014")
                || state.startsWith("57P")
                || state.startsWith("58")
                || state.equals("25006");
    }

    private static boolean isDuplicate(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? (sqlite.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                : "23505".equals(failure.getSQLState());
    }
}

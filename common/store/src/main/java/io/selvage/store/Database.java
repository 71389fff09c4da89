package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of one service: one connection that writes, a few that read. Work fails with {@link EdgeException}:
 * SERVICE_UNAVAILABLE where the database is away (nothing has been kept), DUPLICATE_NAME where a key is taken,
 * DATABASE_ERROR else. A lost connection is opened again by the next work, so it recovers by itself.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int READERS = 4;
    private static final long PATIENCE_SECONDS = 10;

    private final DatabaseLocation location;
    private final Migrations migrations;
    private final Connector connector;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS, true);
    private final BlockingQueue<Session> idleReaders = new ArrayBlockingQueue<>(READERS);
    private final NativeThreads threads;
    private final Presence presence;
    private final @Nullable Checkpoints checkpoints;
    private @Nullable Session writer;
    private volatile @Nullable Thread transacting;
    private volatile boolean migrated;
    private volatile boolean closed;

    private Database(DatabaseLocation location, Migrations migrations) {
        this.location = location;
        this.migrations = migrations;
        this.connector = new Connector(location);
        this.presence = new Presence(location);
        this.threads = new NativeThreads(location, READERS + 2);
        this.checkpoints = location.dialect() == Dialect.SQLITE
                ? new Checkpoints(connector, presence, threads, this::onWriter)
                : null;
    }

    /**
     * The database at the location. A file is opened and migrated at once, so that a place that cannot be written is
     * told at start; a server may be away: it is reached for, and migrated, when there is work.
     */
    public static Database open(DatabaseLocation location, Migrations migrations) {
        var database = new Database(location, migrations);
        if (location.dialect() == Dialect.SQLITE) {
            database.write(_ -> true);
        }
        return database;
    }

    public Dialect dialect() {
        return location.dialect();
    }

    DatabaseLocation location() {
        return location;
    }

    /** Where it is, in words, without its password. */
    public String place() {
        return location.toString();
    }

    /**
     * Does the work in one transaction of the writing connection and commits: when this returns, it is on disk. All of it
     * is undone where the work throws. It is not to be called from within itself.
     */
    public <T> T write(Function<Session, T> work) {
        if (Thread.currentThread().equals(transacting)) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        acquire(() -> writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS), "to write");
        try {
            return threads.run(() -> writeNow(work));
        } finally {
            writing.unlock();
        }
    }

    private <T> T writeNow(Function<Session, T> work) {
        var session = connectedWriter();
        transacting = Thread.currentThread();
        try {
            var result = inTransaction(session, work);
            presence.isSame(); // or what was committed lies in a file that is lost
            if (checkpoints != null) {
                checkpoints.written();
            }
            return result;
        } catch (SQLException e) {
            throw Failures.asEdge(e, location);
        } finally {
            transacting = null;
            if (isBroken(session)) {
                session.discard();
                writer = null;
            }
        }
    }

    interface ConnectionWork {
        void run(Connection connection) throws SQLException;
    }

    /** Does work outside of a transaction, but in its turn. */
    void onWriter(ConnectionWork work) {
        acquire(() -> writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS), "to write");
        try {
            threads.run(() -> {
                try {
                    work.run(connectedWriter().connection());
                    return true;
                } catch (SQLException e) {
                    throw Failures.asEdge(e, location);
                }
            });
        } finally {
            writing.unlock();
        }
    }

    /** Does the work in one read-only transaction, which sees one state of the database. */
    public <T> T read(Function<Session, T> work) {
        acquire(() -> reading.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "to read");
        try {
            return threads.run(() -> readNow(work));
        } finally {
            reading.release();
        }
    }

    private <T> T readNow(Function<Session, T> work) {
        var session = connectedReader();
        var file = presence.key();
        var keep = false;
        try {
            var result = inTransaction(session, work);
            keep = true;
            return result;
        } catch (SQLException e) {
            throw Failures.asEdge(e, location);
        } finally {
            var stale = !Objects.equals(presence.key(), file) || (!keep && isBroken(session));
            if (stale || !idleReaders.offer(session)) {
                session.discard();
            }
            if (closed) {
                discardIdleReaders();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, location + " is closed");
        }
    }

    private Session connectedWriter() {
        requireOpen();
        try {
            var session = writer;
            if (!presence.isSame()) {
                migrated = false; // another file has been put there
                discardIdleReaders();
            }
            if (session != null && (!migrated || !session.isUsable())) {
                session.discard();
                session = null;
            }
            if (session == null) {
                var connection = connector.writer();
                if (!migrated) {
                    migrations.run(connection, location.dialect());
                    migrated = true;
                }
                connection.setAutoCommit(false);
                presence.opened();
                session = new Session(connection, location);
                writer = session;
            }
            return session;
        } catch (SQLException e) {
            throw Failures.asEdge(e, location);
        }
    }

    private Session connectedReader() {
        requireOpen();
        if (!presence.isSame() || !migrated) {
            write(_ -> true);
        }
        try {
            for (var idle = idleReaders.poll(); idle != null; idle = idleReaders.poll()) {
                if (idle.isUsable()) {
                    return idle;
                }
                idle.discard();
            }
            var connection = connector.reader();
            connection.setAutoCommit(false);
            return new Session(connection, location);
        } catch (SQLException e) {
            throw Failures.asEdge(e, location);
        }
    }

    private static <T> T inTransaction(Session session, Function<Session, T> work) throws SQLException {
        var done = false;
        try {
            var result = work.apply(session);
            session.connection().commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(session);
            }
            session.used();
        }
    }

    private static void rollBack(Session session) {
        try {
            session.connection().rollback();
        } catch (SQLException e) {
            LOG.debug("no rollback, the connection is lost: {}", e.toString());
            session.discard();
        }
    }

    private boolean isBroken(Session session) {
        try {
            return session.connection().isClosed();
        } catch (SQLException e) {
            LOG.debug("connection state unknown: {}", e.toString());
            return true;
        }
    }

    private interface Acquisition {
        boolean within() throws InterruptedException;
    }

    private void acquire(Acquisition acquisition, String purpose) {
        try {
            if (acquisition.within()) {
                return;
            }
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    location + " is busy: no turn " + purpose + " within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while waiting " + purpose, e);
        }
    }

    /** Waits for the transaction that runs, and closes all connections. Later work fails. */
    @Override
    public void close() {
        closed = true;
        if (checkpoints != null) {
            checkpoints.close();
        }
        writing.lock();
        try {
            if (writer != null) {
                writer.discard();
                writer = null;
            }
        } finally {
            writing.unlock();
        }
        discardIdleReaders();
        threads.close();
    }

    private void discardIdleReaders() {
        for (var idle = idleReaders.poll(); idle != null; idle = idleReaders.poll()) {
            idle.discard();
        }
    }
}

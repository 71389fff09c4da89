package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.store.Database.ConnectionWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the write-ahead log of SQLite into its file beside the writer, which would stand still for it for a tenth of a second
 * and more. Only what is written meanwhile goes there while the writer waits; it then begins the log again.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final long LOOK_MS = 100;

    private final Connector connector;
    private final Presence presence;
    private final NativeThreads threads;
    private final Consumer<ConnectionWork> writer;
    private final Semaphore written = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Session session;
    private @Nullable Object file;

    /** Begins; {@code writer} lends the connection that writes, and nobody else has it meanwhile. */
    Checkpoints(Connector connector, Presence presence, NativeThreads threads, Consumer<ConnectionWork> writer) {
        this.connector = connector;
        this.presence = presence;
        this.threads = threads;
        this.writer = writer;
        this.thread = Thread.ofVirtual().name("checkpoints").start(this::run);
    }

    /** Something has been committed. */
    void written() {
        if (written.availablePermits() == 0) {
            written.release();
        }
    }

    private void run() {
        try {
            do {
                written.acquire();
                written.drainPermits();
                var _ = threads.run(this::look);
            } while (!closed.await(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("no more checkpoints");
        } finally {
            disconnect();
        }
    }

    /** Makes a checkpoint where there is enough for one; says whether it did. */
    private boolean look() {
        try {
            if (!presence.isSame() || !Objects.equals(presence.key(), file)) {
                disconnect(); // another file has been put there
                file = presence.key();
            }
            if (pages("NOOP") < Connector.CHECKPOINT_PAGES) {
                return false;
            }
            pages("PASSIVE");
            writer.accept(Checkpoints::finish);
            return true;
        } catch (SQLException | EdgeException e) {
            LOG.debug("no checkpoint, the writer makes them itself: {}", e.toString());
            disconnect();
            return false;
        }
    }

    /** Leaves nothing in the log, so that the transaction that begins then begins it again, unless somebody still reads it. */
    private static void finish(Connection connection) throws SQLException {
        make(connection, "PASSIVE");
    }

    /** Makes a checkpoint in that mode on the connection that writes, between two of its transactions. */
    static void make(Connection connection, String mode) throws SQLException {
        connection.setAutoCommit(true);
        try (var pragma = connection.createStatement()) {
            pragma.execute("PRAGMA wal_checkpoint(" + mode + ")");
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** Pages in the log that are not in the file; makes a checkpoint in that mode first. */
    private int pages(String mode) throws SQLException {
        var current = session == null ? new Session(connector.reader(), connector.location()) : session;
        session = current;
        return current.first("PRAGMA wal_checkpoint(" + mode + ")", row -> row.getInt(2) - row.getInt(3))
                .orElse(0);
    }

    private void disconnect() {
        var old = session;
        session = null;
        if (old != null) {
            old.discard();
        }
    }

    /** Ends after what runs. */
    @Override
    public void close() {
        closed.countDown();
        written.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.selvage.device.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endpoint: the one connection that all its units share, whose turn it is, and whether it is worth trying. Many
 * devices allow but one connection, and answer one request at a time.
 */
final class Line implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final int MOST_WAITING = 100;
    private static final int NO_UNIT = -1;
    private static final int GATEWAY_PATH_UNAVAILABLE = 0x0A;
    private static final int GATEWAY_TARGET_SILENT = 0x0B;

    private final Threads threads;
    private final FairTurns turns = new FairTurns(MOST_WAITING);
    private final Guard guard;
    private final Map<Integer, Guard> unitGuards = new ConcurrentHashMap<>();
    private final Trials trials = new Trials();

    // What follows belongs to who has the turn.
    private @Nullable Connection connection;
    private @Nullable Link link;
    private boolean fresh;
    private int silences;
    private long lastUsed;
    private boolean closerScheduled;

    Line(String endpoint, Threads threads) {
        this.threads = threads;
        this.guard = new Guard(endpoint, 1);
    }

    /**
     * Does the exchange when the unit has its turn.
     *
     * @param repeatable whether it may be said twice: it is, once, where a connection that stood idle proves broken
     * @throws ModbusResponseException if the device refuses it
     * @throws EdgeException SERVER_ERROR if it fails, SERVICE_UNAVAILABLE if it was not tried
     */
    <T> T inTurn(Unit unit, boolean repeatable, Exchange<T> exchange) throws ModbusResponseException {
        guard.enter();
        try {
            turns.acquire(unit.id());
        } catch (InterruptedException e) {
            guard.left();
            throw interrupted(unit);
        } catch (EdgeException e) {
            guard.left();
            throw new EdgeException(e.kind(), unit + ": " + e.text());
        }
        try {
            return guarded(unit, repeatable, exchange);
        } catch (InterruptedException e) {
            throw interrupted(unit);
        } finally {
            endTurn(unit);
        }
    }

    private void endTurn(Unit unit) {
        try {
            closeWhenIdle(unit.idleTimeout());
        } finally {
            turns.release();
        }
    }

    private <T> T guarded(Unit unit, boolean repeatable, Exchange<T> exchange)
            throws ModbusResponseException, InterruptedException {
        if (guard.isOpen()) {
            throw guard.unavailable(); // those before it in the queue have just found out
        }
        var unitGuard = unitGuards.computeIfAbsent(unit.id(), _ -> new Guard(unit.toString(), 2));
        try {
            if (unitGuard.hasFailed() && !trials.allowed()) {
                throw unitGuard.unavailable();
            }
            unitGuard.enter();
        } catch (EdgeException e) {
            guard.left();
            throw e;
        }
        try {
            var result = attempt(unit, repeatable, exchange);
            answered(unitGuard);
            return result;
        } catch (ModbusResponseException e) {
            refused(unitGuard, e);
            throw e;
        } catch (SocketTimeoutException e) {
            silent(unit, unitGuard, e);
            throw failed(unit, e);
        } catch (IOException e) {
            unitGuard.left();
            broken(e);
            throw failed(unit, e);
        } catch (InterruptedException | RuntimeException e) {
            unitGuard.left();
            guard.left();
            drop();
            throw e;
        }
    }

    private <T> T attempt(Unit unit, boolean repeatable, Exchange<T> exchange)
            throws IOException, ModbusResponseException, InterruptedException {
        var known = connection;
        fresh = known == null || !known.isOpen() || !unit.link().equals(link);
        if (known != null && !fresh) {
            try {
                return exchange.over(known);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                if (!repeatable) {
                    throw e;
                }
                LOG.debug("{}: said again over a new connection", unit, e);
            }
        }
        drop();
        fresh = true;
        var opened = unit.link().open(unit, threads);
        connection = opened;
        link = unit.link();
        return exchange.over(opened);
    }

    private void answered(Guard unitGuard) {
        silences = 0;
        trials.answered();
        unitGuard.succeeded();
        guard.succeeded();
    }

    /** A refusal is an answer, too; but a gateway answers for a unit that does not. */
    private void refused(Guard unitGuard, ModbusResponseException refusal) {
        silences = 0;
        trials.answered();
        guard.succeeded();
        var code = refusal.getExceptionCode();
        if (code == GATEWAY_PATH_UNAVAILABLE || code == GATEWAY_TARGET_SILENT) {
            unitGuard.failed(refusal);
        } else {
            unitGuard.succeeded();
        }
    }

    /** One silence may be a busy unit; a second in a row over the same connection may be a dead connection. */
    private void silent(Unit unit, Guard unitGuard, SocketTimeoutException silence) {
        if (unitGuard.hasFailed()) {
            trials.failed(unit.timeout());
        }
        unitGuard.failed(silence);
        guard.left(); // other units may answer
        silences++;
        if (silences >= 2 && connection != null && !connection.survivesSilence()) {
            drop();
        }
    }

    /** A connection may end at any time; an endpoint that refuses a new one is another matter. */
    private void broken(IOException failure) {
        drop();
        if (fresh) {
            guard.failed(failure);
        } else {
            guard.left();
        }
    }

    private void drop() {
        silences = 0;
        var known = connection;
        if (known != null) {
            connection = null;
            known.close();
        }
    }

    private void closeWhenIdle(Duration idleTimeout) {
        lastUsed = System.nanoTime();
        if (idleTimeout.isZero()) {
            drop();
        } else if (idleTimeout.isPositive() && connection != null && !closerScheduled) {
            closerScheduled = true;
            schedule(idleTimeout, idleTimeout.toNanos());
        }
    }

    private void schedule(Duration idleTimeout, long nanos) {
        Runnable closer = () -> threads.workers().execute(() -> closeIfIdle(idleTimeout));
        var _ = threads.clock().schedule(closer, nanos, TimeUnit.NANOSECONDS);
    }

    private void closeIfIdle(Duration idleTimeout) {
        try {
            turns.acquire(NO_UNIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (EdgeException e) {
            schedule(idleTimeout, idleTimeout.toNanos()); // so many wait for a turn: it is in use
            return;
        }
        try {
            var left = idleTimeout.toNanos() - (System.nanoTime() - lastUsed);
            if (left > 0 && connection != null) {
                schedule(idleTimeout, left);
            } else {
                closerScheduled = false;
                drop();
            }
        } finally {
            turns.release();
        }
    }

    /** Closes the connection when the exchange under way is done; a later one would open it again. */
    @Override
    public void close() {
        try {
            turns.acquire(NO_UNIT);
        } catch (EdgeException e) {
            LOG.debug("a line is closed although others wait for it: {}", e.text());
            drop();
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // the threads end, and the connection with them
        }
        drop();
        turns.release();
    }

    private static EdgeException failed(Unit unit, IOException cause) {
        return new EdgeException(ErrorKind.SERVER_ERROR, unit + ": " + cause.getMessage(), cause);
    }

    private static EdgeException interrupted(Unit unit) {
        Thread.currentThread().interrupt();
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, unit + ": the service is stopping");
    }
}

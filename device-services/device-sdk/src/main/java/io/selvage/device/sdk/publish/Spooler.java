package io.selvage.device.sdk.publish;

import io.selvage.bus.Envelope;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.spool.SpoolLog;
import io.selvage.device.sdk.spool.SpoolLog.Mark;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events on disk while the bus does not acknowledge them. It watches the line, and where the oldest event has waited
 * too long it writes down all of them, then every later one; they are read back and sent in their order until none is left
 * on disk. All that touches the disk is done by one thread.
 */
final class Spooler {

    private static final Logger LOG = LoggerFactory.getLogger(Spooler.class);
    private static final int BATCH = 1024;
    private static final int READ_AHEAD = 256;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final Line line;
    private final SpoolLimits limits;
    private @Nullable SpoolLog log;
    private boolean spooling;
    private boolean full;
    private boolean failed;
    private long retryAt = System.nanoTime();
    private long nextComplaint = System.nanoTime();
    private volatile SpoolStatus status = SpoolStatus.EMPTY;
    private volatile Duration after;
    private volatile boolean ended;

    Spooler(Line line, SpoolLimits limits) {
        this.line = line;
        this.limits = limits;
        this.after = limits.after();
    }

    SpoolStatus status() {
        return status;
    }

    /** What an earlier process left on disk goes first. To be called before anything is sent. */
    void recover() {
        if (limits.maxBytes() > 0 && SpoolLog.isAt(limits.directory())) {
            var left = open();
            if (left != null && !left.isEmpty()) {
                LOG.info("{} events from before the start are published first", left.waiting());
                begin();
            }
        }
    }

    /** Works until the end. */
    void run() {
        try {
            while (!ended) {
                line.awaitChange(passed());
            }
            var open = log;
            if (open != null) {
                noteDone(open);
            }
        } catch (InterruptedException e) {
            LOG.debug("the spool ends", e);
        } finally {
            close();
        }
    }

    /** One pass; whatever fails in it is tried again later, since all readings go by this thread while the bus is away. */
    private long passed() {
        try {
            return pass();
        } catch (RuntimeException e) {
            LOG.error("the spool failed and goes on in {}", RETRY, e);
            fail(e.toString());
            return RETRY.toNanos();
        }
    }

    /** Writes down from now on what has waited for so long, where that is less than it waited before. */
    void hurry(Duration most) {
        if (most.compareTo(after) < 0) {
            after = most;
        }
        line.wake();
    }

    /** Lets {@link #run} return. */
    void end() {
        ended = true;
        line.wake();
    }

    private void close() {
        var open = log;
        if (open != null) {
            open.close();
        }
    }

    /** Does what can be done now, and says in how many ns to look again. */
    private long pass() {
        if (!spooling) {
            var left = untilOverdue();
            if (left > 0 || open() == null) {
                return left > 0 ? left : RETRY.toNanos();
            }
            begin();
        }
        var open = log;
        if (open == null) {
            return RETRY.toNanos();
        }
        store(open);
        noteDone(open);
        readAhead(open);
        if (open.isEmpty()) {
            leave();
        }
        note(open);
        return failed ? Math.max(1, retryAt - System.nanoTime()) : spooling ? Line.FOR_EVER : 1;
    }

    /** How long nothing must be done, in ns. */
    private long untilOverdue() {
        var unsafe = line.toStore(true, 1);
        var oldest = unsafe.isEmpty() ? line.toStore(false, 1) : unsafe;
        if (oldest.isEmpty()) {
            return Line.FOR_EVER;
        }
        var now = System.nanoTime();
        return Math.max(oldest.getFirst().since + after.toNanos() - now, failed ? retryAt - now : 0);
    }

    private @Nullable SpoolLog open() {
        if (log == null) {
            try {
                log = SpoolLog.open(limits.directory(), limits.maxBytes());
            } catch (IOException e) {
                fail("it cannot be opened: " + e);
            }
        }
        return log;
    }

    private void begin() {
        spooling = true;
        line.spooling(true);
    }

    private void leave() {
        spooling = false;
        line.spooling(false);
    }

    private void store(SpoolLog open) {
        if (failed && retryAt - System.nanoTime() > 0) {
            return;
        }
        try {
            var room = true;
            for (var sent = line.toStore(true, BATCH); room && !sent.isEmpty(); sent = line.toStore(true, BATCH)) {
                room = stored(open, sent);
                open.skip(); // they are in memory still
            }
            for (var fresh = line.toStore(false, BATCH); room && !fresh.isEmpty(); ) {
                room = stored(open, fresh);
                fresh = fresh.size() < BATCH ? List.of() : line.toStore(false, BATCH);
            }
            failed = false;
            fullOrNot(!room);
        } catch (IOException e) {
            open.rollBack();
            fail("it cannot be written: " + e);
        }
    }

    /** Writes down the events, which are on disk then; false where there is no room for all. */
    private boolean stored(SpoolLog open, List<Outgoing> events) throws IOException {
        var stored = new ArrayList<Outgoing>(events.size());
        var marks = new ArrayList<Mark>(events.size());
        var room = true;
        for (var event : events) {
            var content = contentOf(event);
            room = room && (content == null || open.hasRoom(content.length));
            if (content != null && room) {
                marks.add(open.append(content));
                stored.add(event);
            }
        }
        open.force();
        note(open);
        line.stored(stored, marks);
        return room;
    }

    private byte @Nullable [] contentOf(Outgoing event) {
        try {
            return SpoolRecord.of(event);
        } catch (EdgeException e) {
            line.drop(event, e);
            return null;
        }
    }

    private void noteDone(SpoolLog open) {
        var done = line.takeDone();
        if (done != null) {
            try {
                open.done(done);
            } catch (IOException e) {
                LOG.warn("what is published cannot be taken from {}: {}", limits.directory(), e.toString());
            }
        }
    }

    private void readAhead(SpoolLog open) {
        try {
            while (line.seatsInHand() < READ_AHEAD) {
                var read = open.read();
                if (read == null) {
                    return;
                }
                line.addReadBack(eventOf(read));
            }
        } catch (IOException e) {
            fail("it cannot be read: " + e);
        }
    }

    private static Outgoing eventOf(SpoolLog.Entry read) {
        Outgoing event;
        try {
            event = SpoolRecord.read(read.content());
        } catch (EdgeException | BufferUnderflowException e) {
            LOG.error("a record of the spool is passed over, it is no event: {}", e.toString());
            event = new Outgoing("", Envelope.of("", "", Envelope.TEXT), 0);
            event.settled = true;
        }
        event.mark = read.mark();
        return event;
    }

    private void fail(String reason) {
        failed = true;
        retryAt = System.nanoTime() + RETRY.toNanos();
        complain(reason);
    }

    private void fullOrNot(boolean now) {
        if (now && !full) {
            status = new SpoolStatus(status.events(), status.bytes(), true, status.timesFull() + 1);
        }
        full = now;
        if (now) {
            complain("it is full; Device.Spool.MaxMB bounds it");
        }
    }

    private void complain(String reason) {
        if (System.nanoTime() - nextComplaint >= 0) {
            nextComplaint = System.nanoTime() + BETWEEN_COMPLAINTS.toNanos();
            LOG.error("the spool {} takes no events: {}; who makes more waits", limits.directory(), reason);
        }
    }

    private void note(SpoolLog open) {
        status = new SpoolStatus(open.waiting(), open.bytes(), full, status.timesFull());
    }
}

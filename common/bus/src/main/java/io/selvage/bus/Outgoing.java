package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a transport publishes: kept until the other side has answered, and sent again in its order over each new
 * connection. At most a {@link Window} of it is under way. A large message at which the other side ends one connection after
 * the other is refused in the end, so that the others get through.
 *
 * @param <C> a connection
 * @param <A> what the other side answers
 */
public final class Outgoing<C, A> {

    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    private final Window window;
    private final Executor completer;
    private final Way<C, A> way;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Sending> unanswered = new LinkedHashSet<>();
    private final Suspicion<Sending> suspicion = new Suspicion<>();
    private @Nullable C connection;
    private boolean closed;

    /** Hands a message to a connection, which does not wait for anything; what fails is sent over the next one. */
    @FunctionalInterface
    public interface Way<C, A> {

        void hand(C connection, Outgoing<C, A>.Sending sending);
    }

    /**
     * Nothing is under way yet.
     *
     * @param messages how many may be under way
     * @param completer tells who has sent a message of its end, so that what it does then cannot hold up a connection
     */
    public Outgoing(int messages, Executor completer, Way<C, A> way) {
        this.window = new Window(messages);
        this.completer = completer;
        this.way = way;
    }

    /** Sends the message as soon as there is room and a connection; waits for room. Completes with the answer. */
    public CompletableFuture<A> send(String topic, byte[] message) {
        try {
            if (!window.enter(message.length)) {
                return CompletableFuture.failedFuture(closed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while publishing to " + topic, e);
        }
        var sending = new Sending(topic, message);
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(closed());
            }
            unanswered.add(sending);
            if (connection != null && suspicion.alone() == null) {
                hand(connection, sending);
            }
        } finally {
            lock.unlock();
        }
        return sending.done;
    }

    /** From now on this is the connection: all that is not answered goes over it. */
    public void up(C connected) {
        lock.lock();
        try {
            connection = connected;
            unanswered.forEach(sending -> sending.isHanded = false);
            suspicion.up();
            var alone = suspicion.alone();
            if (alone == null) {
                handAll(connected);
            } else {
                LOG.warn("a message of {} bytes on {} is sent alone", alone.size(), alone.topic);
                hand(connected, alone);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Some may be answered at once. */
    private void handAll(C to) {
        List.copyOf(unanswered).stream().filter(sending -> !sending.isHanded).forEach(sending -> hand(to, sending));
    }

    private void hand(C to, Sending sending) {
        sending.isHanded = true;
        sending.handedAt = System.nanoTime();
        way.hand(to, sending);
    }

    /** There is no connection now. */
    public void down() {
        @Nullable Sending tooLarge;
        lock.lock();
        try {
            if (connection == null) {
                return;
            }
            connection = null;
            tooLarge = suspicion.ended(unanswered.stream());
        } finally {
            lock.unlock();
        }
        if (tooLarge != null) {
            refuse(tooLarge);
        }
    }

    private void refuse(Sending sending) {
        var reason = "the connection ends whenever a message of " + sending.size() + " bytes is sent on "
                + sending.topic + ": the broker seems to take none of that size";
        LOG.error("{}; it is not sent again", reason);
        sending.refused(new EdgeException(ErrorKind.LIMIT_EXCEEDED, reason));
    }

    private void answered(Sending sending) {
        var wasAlone = sending.equals(suspicion.alone());
        suspicion.answered();
        if (wasAlone && connection != null) {
            handAll(connection);
        }
    }

    /** Waits until nothing is under way; false where that does not happen in time. */
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        return window.awaitEmpty(timeout);
    }

    /** Takes no more messages. */
    public void end() {
        window.close();
    }

    /** Fails what is left. */
    public void close() {
        end();
        List<Sending> left;
        lock.lock();
        try {
            closed = true;
            left = new ArrayList<>(unanswered);
            unanswered.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(sending -> sending.done.completeExceptionally(closed()));
    }

    private static EdgeException closed() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed");
    }

    /** One message that is not answered. */
    public final class Sending implements Suspicion.Sent {

        private final String topic;
        private final byte[] message;
        private final CompletableFuture<A> done = new CompletableFuture<>();
        private boolean isHanded;
        private long handedAt = System.nanoTime();

        private Sending(String topic, byte[] message) {
            this.topic = topic;
            this.message = message;
        }

        public String topic() {
            return topic;
        }

        /** The bytes themselves, which nobody may change. */
        public byte[] message() {
            return message;
        }

        @Override
        public int size() {
            return message.length;
        }

        @Override
        public boolean isHanded() {
            return isHanded;
        }

        @Override
        public long handedAt() {
            return handedAt;
        }

        /** The other side has it. */
        public void answered(A answer) {
            if (left(true)) {
                completer.execute(() -> done.complete(answer));
            }
        }

        /** The other side has refused it for good. */
        public void refused(EdgeException reason) {
            if (left(false)) {
                completer.execute(() -> done.completeExceptionally(reason));
            }
        }

        private boolean left(boolean taken) {
            lock.lock();
            try {
                if (!unanswered.remove(this)) {
                    return false; // answered before, over an earlier connection
                }
                if (taken) {
                    Outgoing.this.answered(this);
                }
            } finally {
                lock.unlock();
            }
            window.leave(message.length);
            return true;
        }
    }
}

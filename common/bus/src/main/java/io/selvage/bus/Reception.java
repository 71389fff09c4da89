package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a subscription has received from a broker, for the transports to use: the messages in its hands, each of which it
 * tries again until it is finished.
 */
public final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int ATTEMPTS_OF_A_FAULT = 5;
    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 2_000;

    private enum State {
        RUNNING,
        /** Nothing more is begun or finished: the broker keeps it, if it can. */
        SUSPENDED,
        /** What is not begun is finished as not wanted. */
        ENDED
    }

    /** A message as it came. */
    public interface Arrival {

        /** The topic as far as it is known without the envelope. */
        String topic();

        /** All of its bytes. */
        byte[] message();

        /** Why it cannot be taken, whatever its bytes are, of which there may be a beginning only; empty where it can. */
        default String fault() {
            return "";
        }

        /** The topic, now that the envelope is known. */
        default String topic(Envelope envelope) {
            return topic();
        }

        /** Nobody has to do with the message any more. */
        void finish();
    }

    private record Attempt(Arrival arrival, int earlier) {

        int size() {
            return arrival.message().length;
        }
    }

    private final TopicFilter filter;
    private final MessageHandler handler;
    private final EnvelopeCodec codec;
    private final Window window;
    private final SubscriberQueue<Attempt> queue;
    private final Complaints complaints = new Complaints(LOG);
    private volatile State state = State.RUNNING;

    /** @param window how many messages may be taken and not finished */
    public Reception(TopicFilter filter, MessageHandler handler, EnvelopeCodec codec, int window) {
        this.filter = filter;
        this.handler = handler;
        this.codec = codec;
        this.window = new Window(window);
        // The window is the bound: it also counts what waits to be tried again.
        this.queue = new SubscriberQueue<>(filter.text(), this::handle, Integer.MAX_VALUE);
    }

    /** What is subscribed. */
    public TopicFilter filter() {
        return filter;
    }

    /** Takes the message unless there is no room for it in time. */
    public boolean take(Arrival arrival, Duration patience) throws InterruptedException {
        if (!window.enter(arrival.message().length, patience)) {
            return false;
        }
        offer(new Attempt(arrival, 0));
        return true;
    }

    /** Waits until there is room for a message of so many bytes, and takes nothing; false where that is not so in time. */
    public boolean awaitRoom(int bytes, Duration patience) throws InterruptedException {
        return window.awaitRoom(bytes, patience);
    }

    /** Takes a message that came before this subscription. */
    public void takeEarlier(Arrival arrival) throws InterruptedException {
        window.force(arrival.message().length);
        offer(new Attempt(arrival, 0));
    }

    private void offer(Attempt attempt) throws InterruptedException {
        var _ = queue.offer(attempt).whenComplete((_, failure) -> settle(attempt, failure));
    }

    private CompletionStage<?> handle(Attempt attempt) {
        var arrival = attempt.arrival;
        var envelope = envelope(arrival);
        var topic = arrival.topic(envelope);
        return filter.matches(topic)
                ? handler.handle(new Message(topic, envelope.receivedOn(topic)))
                : CompletableFuture.completedStage(null);
    }

    private Envelope envelope(Arrival arrival) {
        try {
            if (!arrival.fault().isEmpty()) {
                throw new EdgeException(ErrorKind.LIMIT_EXCEEDED, arrival.fault());
            }
            return codec.decode(arrival.message());
        } catch (EdgeException e) {
            if (handler.takesUnreadable()) {
                return Envelope.unreadable(arrival.message(), e.text());
            }
            throw e;
        }
    }

    private void settle(Attempt attempt, @Nullable Throwable failure) {
        if (failure == null || state == State.ENDED) {
            finish(attempt);
        } else if (state == State.SUSPENDED) {
            window.leave(attempt.size());
        } else if (isFinal(failure, attempt.earlier)) {
            complaints.warn("a message on " + attempt.arrival.topic() + " is dropped: " + text(failure));
            finish(attempt);
        } else {
            complaints.warn("a message on " + attempt.arrival.topic() + " is tried again: " + text(failure));
            var delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(attempt.earlier, 10));
            CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> retry(new Attempt(attempt.arrival, attempt.earlier + 1)));
        }
    }

    private static boolean isFinal(Throwable failure, int attempts) {
        var edge = EdgeException.of(failure, ErrorKind.UNKNOWN);
        return edge.kind() == ErrorKind.UNKNOWN
                ? attempts + 1 >= ATTEMPTS_OF_A_FAULT
                : edge.kind().statusCode() < ErrorKind.SERVER_ERROR.statusCode();
    }

    private static String text(Throwable failure) {
        return EdgeException.of(failure, ErrorKind.UNKNOWN).text();
    }

    private void retry(Attempt attempt) {
        try {
            offer(attempt);
        } catch (InterruptedException e) {
            LOG.warn("a message on {} waits for the next connection", attempt.arrival.topic(), e);
        }
    }

    private void finish(Attempt attempt) {
        window.leave(attempt.size());
        attempt.arrival.finish();
    }

    /** Begins nothing more, and leaves what is not finished to the broker. */
    public void suspend() {
        state = State.SUSPENDED;
        window.close();
        queue.close();
    }

    /** Begins nothing more, and finishes what has not been begun. */
    public void end() {
        state = State.ENDED;
        window.close();
        queue.close();
    }

    /** Whether {@link #end} was called. */
    public boolean isEnded() {
        return state == State.ENDED;
    }

    /** Whether {@link #suspend} was called. */
    public boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    /** Waits until the handler has finished what it has begun; false where that does not happen in time. */
    public boolean awaitIdle(long deadline) throws InterruptedException {
        return queue.awaitIdle(deadline);
    }
}

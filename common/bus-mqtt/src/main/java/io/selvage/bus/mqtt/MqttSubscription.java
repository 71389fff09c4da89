package io.selvage.bus.mqtt;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.SubscriberQueue;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription: the messages in its hands, which it acknowledges when they are finished. */
final class MqttSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSubscription.class);
    private static final int ATTEMPTS_OF_A_FAULT = 5;
    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 2_000;

    private enum State {
        RUNNING,
        /** Nothing more is begun or acknowledged: the broker keeps it. */
        SUSPENDED,
        /** What is not begun is acknowledged as not wanted. */
        ENDED
    }

    /** A message on its way to the handler. */
    record Arrival(String topic, MqttMessage message, Acknowledgements.Delivery delivery, int attempts) {

        Arrival again() {
            return new Arrival(topic, message, delivery, attempts + 1);
        }

        int size() {
            return message.getPayload().length;
        }
    }

    private final TopicFilter filter;
    private final MessageHandler handler;
    private final MqttOptions options;
    private final Window window;
    private final SubscriberQueue<Arrival> queue;
    private final Complaints complaints = new Complaints(LOG);
    private volatile State state = State.RUNNING;

    MqttSubscription(TopicFilter filter, MessageHandler handler, MqttOptions options) {
        this.filter = filter;
        this.handler = handler;
        this.options = options;
        this.window = new Window(options.window());
        // The window is the bound: it also counts what waits to be tried again.
        this.queue = new SubscriberQueue<>(filter.text(), this::handle, Integer.MAX_VALUE);
    }

    TopicFilter filter() {
        return filter;
    }

    /** Takes the message unless there is no room for it in time. */
    boolean take(Arrival arrival, Duration patience) throws InterruptedException {
        if (!window.enter(arrival.size(), patience)) {
            return false;
        }
        offer(arrival);
        return true;
    }

    /** Takes a message that came before this subscription. */
    void takeEarlier(Arrival arrival) throws InterruptedException {
        window.force(arrival.size());
        offer(arrival);
    }

    private void offer(Arrival arrival) throws InterruptedException {
        var _ = queue.offer(arrival).whenComplete((_, failure) -> settle(arrival, failure));
    }

    private CompletionStage<?> handle(Arrival arrival) {
        return handler.handle(new Message(
                arrival.topic, envelope(arrival.message.getPayload()).receivedOn(arrival.topic)));
    }

    private Envelope envelope(byte[] message) {
        try {
            return options.codec().decode(message);
        } catch (EdgeException e) {
            if (handler.takesUnreadable()) {
                return Envelope.unreadable(message, e.text());
            }
            throw e;
        }
    }

    private void settle(Arrival arrival, @Nullable Throwable failure) {
        if (failure == null || state == State.ENDED) {
            finish(arrival);
        } else if (state == State.SUSPENDED) {
            window.leave(arrival.size());
        } else if (isFinal(failure, arrival.attempts)) {
            complaints.warn("a message on " + arrival.topic + " is dropped: " + text(failure));
            finish(arrival);
        } else {
            complaints.warn("a message on " + arrival.topic + " is tried again: " + text(failure));
            var delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(arrival.attempts, 10));
            CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> retry(arrival.again()));
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

    private void retry(Arrival arrival) {
        try {
            offer(arrival);
        } catch (InterruptedException e) {
            LOG.warn("a message on {} waits for the next connection", arrival.topic, e);
        }
    }

    private void finish(Arrival arrival) {
        window.leave(arrival.size());
        arrival.delivery.finishPart();
    }

    /** Begins nothing more, and leaves what is not finished to the broker. */
    void suspend() {
        state = State.SUSPENDED;
        window.close();
        queue.close();
    }

    /** Begins nothing more, and acknowledges what has not been begun. */
    void end() {
        state = State.ENDED;
        window.close();
        queue.close();
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    /** Waits until the handler has finished what it has begun; false where that does not happen in time. */
    boolean awaitIdle(long deadline) throws InterruptedException {
        return queue.awaitIdle(deadline);
    }
}

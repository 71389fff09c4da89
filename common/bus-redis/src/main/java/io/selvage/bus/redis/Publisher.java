package io.selvage.bus.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.selvage.bus.Envelope;
import io.selvage.bus.Outgoing;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is published, until Redis has answered. That Redis has it does not say that anybody was there to get it. */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final RedisOptions options;
    private final Dial<StatefulRedisConnection<String, byte[]>> dial;
    private final Outgoing<StatefulRedisConnection<String, byte[]>, Long> outgoing;
    private final AtomicBoolean started = new AtomicBoolean();

    /** Messages are reported as sent by the executor, so that what the sender does then cannot hold up the connections. */
    Publisher(RedisOptions options, Executor completer) {
        this.options = options;
        this.dial = new Dial<>(options + " out", options.connectTimeout().plusSeconds(1));
        this.outgoing = new Outgoing<>(options.window(), completer, Publisher::hand);
    }

    /** Completes with the number of those who got it. */
    CompletableFuture<Long> send(String topic, Envelope envelope, RedisLink link) {
        var channel = Channels.channel(checked(topic));
        var message = encoded(topic, envelope);
        start(link);
        return outgoing.send(channel, message);
    }

    /** Publishes once if Redis is there in time; nothing of it is sent after that. */
    CompletableFuture<Long> sendOnce(String topic, Envelope envelope, RedisLink link, Duration patience)
            throws InterruptedException {
        var message = encoded(topic, envelope);
        start(link);
        var there = dial.await(patience);
        if (there == null || !there.isOpen()) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, options + " is away: nothing is asked on " + topic);
        }
        return there.async().publish(Channels.channel(checked(topic)), message).toCompletableFuture();
    }

    private byte[] encoded(String topic, Envelope envelope) {
        return options.codec().encode(envelope.receivedOn(topic)); // the channel alone does not tell the levels
    }

    static String checked(String topic) {
        Required.text(topic, "topic");
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            throw Required.invalid("a topic must not hold '+' or '#' (Service.EnableNameFieldEscape helps): " + topic);
        }
        return topic;
    }

    private void start(RedisLink link) {
        if (started.compareAndSet(false, true)) {
            dial.start(link.publishing(), outgoing::up);
        }
    }

    private static void hand(
            StatefulRedisConnection<String, byte[]> over,
            Outgoing<StatefulRedisConnection<String, byte[]>, Long>.Sending sending) {
        var _ = over.async().publish(sending.topic(), sending.message()).whenComplete((receivers, failure) -> {
            if (failure == null) {
                sending.answered(receivers == null ? 0L : receivers);
            } else {
                sending.refused(new EdgeException(
                        ErrorKind.COMMUNICATION_ERROR,
                        "Redis did not take a message: " + Dial.reason(failure),
                        failure));
            }
        });
    }

    /** Waits a little for what is under way, then fails what is left of it. */
    void close() throws InterruptedException {
        started.set(true); // or a message would connect again
        var open = dial.now();
        if (open != null && open.isOpen() && !outgoing.awaitEmpty(FLUSH)) {
            LOG.warn("{} stops before Redis has answered all messages", options);
        }
        outgoing.close();
        dial.close();
    }
}

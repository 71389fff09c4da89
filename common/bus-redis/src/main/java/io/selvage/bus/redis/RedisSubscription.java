package io.selvage.bus.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.selvage.bus.Complaints;
import io.selvage.bus.Envelope;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Reception;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription with a connection of its own: one that is slow is read more slowly, and holds up no other. Redis keeps
 * nothing for a subscriber that is away.
 */
final class RedisSubscription implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSubscription.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A message as Redis delivered it. */
    @SuppressWarnings("ArrayRecordComponent") // as it was received, so that it is not copied
    private record Delivery(String channel, byte[] message) implements Reception.Arrival {

        @Override
        public String topic() {
            return Channels.topic(channel);
        }

        /** What the publisher says, where it says it of this channel: only it knows which dots are in names. */
        @Override
        public String topic(Envelope envelope) {
            var said = envelope.receivedTopic();
            return Channels.channel(said).equals(channel) ? said : topic();
        }

        @Override
        public void finish() {
            // Redis does not ask
        }
    }

    private final Channels channels;
    private final RedisOptions options;
    private final Reception reception;
    private final Inbox inbox = new Inbox();
    private final Dial<StatefulRedisPubSubConnection<String, byte[]>> dial;
    private final Consumer<RedisSubscription> ended;
    private final Complaints complaints = new Complaints(LOG);
    private final AtomicBoolean refused = new AtomicBoolean();
    private @Nullable Thread feeder;

    RedisSubscription(
            TopicFilter filter, MessageHandler handler, RedisOptions options, Consumer<RedisSubscription> ended) {
        this.channels = Channels.of(filter);
        this.options = options;
        this.reception = new Reception(filter, handler, options.codec(), options.window());
        this.dial = new Dial<>(
                options + " " + filter.text(), options.connectTimeout().plusSeconds(1));
        this.ended = ended;
    }

    /** Makes the subscription effective before it returns, unless Redis is away: then it waits for no one. */
    void start(RedisLink link) throws InterruptedException {
        feeder = Thread.ofVirtual().name("redis " + reception.filter().text()).start(this::feed);
        dial.start(link.subscribing(inbox::socket), this::subscribe);
        dial.awaitFirst();
    }

    private void subscribe(StatefulRedisPubSubConnection<String, byte[]> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                inbox.add(new Delivery(channel, message));
            }

            @Override
            public void message(String pattern, String channel, byte[] message) {
                if (!channels.isTwice(pattern, channel)) {
                    inbox.add(new Delivery(channel, message));
                }
            }
        });
        connection.addListener(new RedisConnectionStateAdapter() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress address) {
                var _ = ask(connection);
            }
        });
        await(ask(connection));
    }

    /** Asks for the channels, and again as long as Redis refuses them: whoever may not now may do so later. */
    private CompletableFuture<@Nullable Void> ask(StatefulRedisPubSubConnection<String, byte[]> connection) {
        var asked = new ArrayList<CompletableFuture<?>>();
        if (!channels.names().isEmpty()) {
            asked.add(connection
                    .async()
                    .subscribe(channels.names().toArray(String[]::new))
                    .toCompletableFuture());
        }
        if (!channels.patterns().isEmpty()) {
            asked.add(connection
                    .async()
                    .psubscribe(channels.patterns().toArray(String[]::new))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).whenComplete((_, failure) -> {
            if (failure != null && !isOver() && refused.compareAndSet(false, true)) {
                complaints.warn(options + " refuses the subscription of " + this + ", which is tried again: "
                        + Dial.reason(failure));
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread)
                        .execute(() -> askAgain(connection));
            }
        });
    }

    private void askAgain(StatefulRedisPubSubConnection<String, byte[]> connection) {
        refused.set(false);
        if (!isOver()) {
            var _ = ask(connection);
        }
    }

    private boolean isOver() {
        return reception.isEnded() || reception.isSuspended();
    }

    private void await(CompletableFuture<?> subscribed) {
        try {
            subscribed.get(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} does not say that {} is subscribed", options, this);
        } catch (ExecutionException e) {
            LOG.debug("{} is not subscribed yet", this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void feed() {
        try {
            while (!isOver()) {
                var next = inbox.take();
                while (!reception.take(next, PATIENCE)) {
                    if (isOver()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("nothing more is taken for {}", reception.filter().text());
        }
    }

    private void hangUp() {
        dial.close();
        var feeding = feeder;
        if (feeding != null) {
            feeding.interrupt();
        }
        ended.accept(this);
    }

    @Override
    public void close() {
        hangUp();
        reception.end();
    }

    @Override
    public void suspend() {
        hangUp();
        reception.suspend();
    }

    /** Waits until the handler has finished what it has begun; false where that does not happen in time. */
    boolean awaitIdle(long deadline) throws InterruptedException {
        return reception.awaitIdle(deadline);
    }

    /** For whom it is, for logs. */
    @Override
    public String toString() {
        return reception.filter().text();
    }
}

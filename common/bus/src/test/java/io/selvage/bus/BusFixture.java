package io.selvage.bus;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The participants of one bus and what tests of buses say often. */
public abstract class BusFixture {

    private final List<MessageBus> joined = new ArrayList<>();

    /** A new participant of the one bus of this test. */
    protected abstract MessageBus join(String clientId);

    protected final MessageBus bus(String clientId) {
        var bus = join(clientId);
        joined.add(bus);
        return bus;
    }

    @AfterEach
    protected final void closeAll() {
        joined.forEach(MessageBus::close);
    }

    protected static Envelope ask(MessageBus bus, int number, Duration timeout) {
        return bus.request("t/request/" + number, Envelope.request(null, Map.of()), "t/reply/" + number, timeout);
    }

    protected static void answer(MessageBus bus, Function<Message, Object> answer) {
        bus.subscribe(TopicFilter.of("t/request/#"), MessageHandler.of(message -> {
            var replyTopic = message.topic().replace("request", "reply");
            bus.publish(replyTopic, message.envelope().reply(answer.apply(message), Envelope.JSON));
        }));
    }

    protected static CompletableFuture<@Nullable Void> held(Queue<CompletableFuture<@Nullable Void>> taken) {
        var done = new CompletableFuture<@Nullable Void>();
        taken.add(done);
        return done;
    }

    protected static CompletableFuture<Void> sendAll(MessageBus bus, String topic, int count) {
        return CompletableFuture.allOf(IntStream.range(0, count)
                .mapToObj(i -> bus.send(topic, numbered(i)))
                .toArray(CompletableFuture[]::new));
    }

    protected static Object payload(Envelope envelope) {
        return envelope.payloadAs(Map.class);
    }

    /** An envelope whose payload is a number. */
    protected static Envelope numbered(int number) {
        return Envelope.of("", number, Envelope.JSON);
    }

    /** The number in a message of {@link #numbered}. */
    protected static int number(Message message) {
        return message.envelope().payloadAs(Integer.class);
    }

    /** The next element, which must come within some seconds. */
    protected static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(10, SECONDS);
        assertThat(next).isNotNull();
        return requireNonNull(next);
    }
}

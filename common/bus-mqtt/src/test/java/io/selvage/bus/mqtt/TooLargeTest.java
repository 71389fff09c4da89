package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker ends the connection of whoever sends a message that is larger than it takes. */
@Timeout(60)
class TooLargeTest extends MosquittoFixture {

    @Override
    Mosquitto configured() {
        return Mosquitto.in(directory, "allow_anonymous true\nmax_packet_size 500000");
    }

    @Test
    void theMessageIsRefusedAndWhatIsSentBeforeAndAfterItArrives() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        var before = sender.send("t/x", numbered(1));
        var large = sender.send("t/photo", Envelope.of("", "x".repeat(2_000_000), Envelope.TEXT));
        var after = sender.send("t/x", numbered(2));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> large.orTimeout(20, TimeUnit.SECONDS).join())
                .havingCause()
                .isInstanceOf(EdgeException.class)
                .withMessageContaining("is sent on t/photo")
                .satisfies(e -> assertThat(((EdgeException) e).kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
        assertThat(List.of(before, after)).allSatisfy(sent -> assertThat(sent).succeedsWithin(Duration.ofSeconds(10)));
        sender.publish("t/x", numbered(3));
        assertThat(List.of(next(received), next(received), next(received))).containsExactly(1, 2, 3);
    }

    @Test
    void oneThatItTakesIsDelivered() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(
                        TopicFilter.of("t/#"),
                        MessageHandler.of(
                                message -> received.add(message.envelope().bytes().length)));
        var sender = bus("b");

        sender.publish("t/photo", Envelope.of("", "x".repeat(400_000), Envelope.TEXT));

        assertThat(next(received)).isGreaterThan(400_000);
    }
}

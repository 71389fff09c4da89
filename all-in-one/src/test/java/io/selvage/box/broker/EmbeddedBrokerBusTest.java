package io.selvage.box.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract for participants outside the box, over one broker that keeps the sessions of those of earlier cases. */
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedBrokerBusTest extends MessageBusContract {

    private final EmbeddedBroker broker = EmbeddedBroker.start("127.0.0.1", 0, new NobodyInside());
    private int participants;

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Override
    protected MessageBus join(String clientId) {
        participants++;
        return Participants.join(broker.port(), clientId + participants);
    }

    @Override
    protected int window() {
        return Participants.WINDOW;
    }

    @Override
    protected int kept() {
        return EmbeddedBroker.WAITING;
    }

    @Test
    void refusesTheSenderWhatIsLargerThanTheBrokerTakes() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        var large = sender.send("t/photo", Envelope.of("", new byte[26 << 20], Envelope.CBOR));
        var after = sender.send("t/x", numbered(1));

        assertThat(large)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("is sent on t/photo");
        assertThat(after).succeedsWithin(Duration.ofSeconds(10));
        assertThat(next(received)).isEqualTo(1);
    }
}

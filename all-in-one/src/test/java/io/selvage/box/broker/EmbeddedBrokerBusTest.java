package io.selvage.box.broker;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import org.junit.jupiter.api.AfterAll;
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
}

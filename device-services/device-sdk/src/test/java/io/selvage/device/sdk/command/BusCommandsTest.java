package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Envelope;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.topic.Topics;
import io.selvage.device.sdk.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands over the bus. */
class BusCommandsTest extends PumpTest {

    private static final Topics TOPICS = Topics.standard();

    private Envelope ask(String command, String method, Envelope request) {
        return core.bus()
                .request(
                        TOPICS.deviceCommand("device-test", "pump", command, method),
                        request,
                        TOPICS.response("device-test", request.requestId()),
                        Duration.ofSeconds(10));
    }

    private static Event eventIn(Envelope reply) {
        return reply.payloadAs(EventResponse.class).event();
    }

    @Test
    void aReadIsAnsweredUnderItsIds() {
        var request = Envelope.request(null, Map.of());

        var reply = ask("Speed", "get", request);

        assertThat(values(eventIn(reply))).isEqualTo(Map.of("Speed", "1200"));
        assertThat(reply.payloadAs(EventResponse.class).requestId()).isEqualTo(request.requestId());
        assertThat(reply.correlationId()).isEqualTo(request.correlationId());
        assertThat(core.events()).isEmpty();
    }

    @Test
    void theFlagsAreObeyed() throws Exception {
        var reply =
                ask("Speed", "GET", Envelope.request(null, Map.of("ds-pushevent", "true", "ds-returnevent", "false")));

        assertThat(reply.isError()).isFalse();
        assertThat(reply.payload()).isNull();
        assertThat(core.nextEvent().sourceName()).isEqualTo("Speed");
    }

    @Test
    void bytesAreAnsweredAsCbor() {
        driver.set("Photo", new Value.Bytes(new byte[] {1}));

        assertThat(ask("Photo", "get", Envelope.request(null, Map.of())).contentType())
                .isEqualTo("application/cbor");
    }

    @Test
    void aWriteIsAnsweredAndItsEventPublished() throws Exception {
        var reply = ask("Speed", "set", Envelope.request(Map.of("Speed", "500"), Map.of()));

        assertThat(reply.isError()).isFalse();
        assertThat(driver.get("Speed")).isEqualTo(new Value.Int64(50));
        assertThat(values(core.nextEvent())).isEqualTo(Map.of("Speed", "500"));
    }

    @Test
    void failuresAreErrorEnvelopes() {
        assertThat(ask("Nothing", "get", Envelope.request(null, Map.of())).text())
                .isEqualTo("Regex DeviceResource Nothing not found");
        assertThat(ask("Speed", "set", Envelope.request(null, Map.of())).isError())
                .isTrue();
        assertThat(ask("Speed", "turn", Envelope.request(null, Map.of())).text())
                .isEqualTo("unknown command method 'turn', only 'get' or 'set' is allowed");
    }
}

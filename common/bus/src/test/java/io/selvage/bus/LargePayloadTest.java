package io.selvage.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that are not to be in memory more often than they must. */
class LargePayloadTest {

    private static final int LARGE = 3_000_000;

    private static AddEventRequest photo(int size) {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        var value = new ReadingValue.Binary(bytes, "image/png");
        var reading = Reading.of(1, "gate", "photo", ValueType.BINARY, value);
        return AddEventRequest.of(Event.of(UUID.randomUUID().toString(), "gate", "Camera", "photo", List.of(reading)));
    }

    private static Envelope envelope(Object payload) {
        return new Envelope("v3", "a/b", "id", "request", 0, payload, Envelope.CBOR, Map.of("key", "\"value\""));
    }

    private static void assertSame(Envelope received, AddEventRequest sent) {
        var request = received.payloadAs(AddEventRequest.class);
        assertThat(request.event().id()).isEqualTo(sent.event().id());
        assertThat(bytes(request)).isEqualTo(bytes(sent));
    }

    private static byte[] bytes(AddEventRequest request) {
        return request.event().readings().getFirst().value() instanceof ReadingValue.Binary photo
                ? photo.bytes()
                : new byte[0];
    }

    @ParameterizedTest
    @EnumSource
    void comeThroughEveryFormAndFromEachIntoTheOthers(EnvelopeCodec.Form form) {
        for (var size = LARGE; size < LARGE + 3; size++) {
            var sent = photo(size);
            var message = new EnvelopeCodec(form).encode(envelope(sent));

            var decoded = EnvelopeCodec.V4.decode(message);
            assertSame(decoded, sent);
            assertThat(decoded.queryParams()).containsExactly(Map.entry("key", "\"value\""));
            for (var other : EnvelopeCodec.Form.values()) {
                var again = EnvelopeCodec.V4.decode(new EnvelopeCodec(other).encode(decoded));
                assertSame(again, sent);
            }
        }
    }

    @Test
    void areReadWhereTheirBase64IsEscaped() {
        var sent = photo(LARGE);
        var message = new String(EnvelopeCodec.V4.encode(envelope(sent)), UTF_8);

        var decoded = EnvelopeCodec.V4.decode(message.replace("/", "\\/").getBytes(UTF_8));

        assertSame(decoded, sent);
        assertThat(decoded.receivedTopic()).isEqualTo("a/b");
        assertSame(EnvelopeCodec.V4.decode(EnvelopeCodec.V4.encode(decoded)), sent);
    }

    @Test
    void areRefusedWhereTheirBase64IsNone() {
        var message = new String(EnvelopeCodec.V4.encode(envelope(photo(LARGE))), UTF_8);
        var broken = message.substring(0, 2_000_000) + "?" + message.substring(2_000_001);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(
                        () -> EnvelopeCodec.V4.decode(broken.getBytes(UTF_8)).payloadAs(AddEventRequest.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"payload\":\"abc", "{\"payload\":\"abc\\", "{\"payload\":\"abc\\\"", "{\"payload\":\"a\n\"}"})
    void aStringWithoutAnEndIsNoEnvelope(String message) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> EnvelopeCodec.V4.decode(message.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }
}

package io.selvage.system;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Events of five readings for tests that count them again. */
final class TestEvents {

    private static final AtomicLong ORIGIN = new AtomicLong(1_700_000_000_000_000_000L);

    private TestEvents() {}

    /** An event of the device with a fresh id. */
    static AddEventRequest of(String device) {
        return of(device, ORIGIN.addAndGet(1_000));
    }

    /** An event of that time with a fresh id. */
    static AddEventRequest of(String device, long origin) {
        var readings = IntStream.range(0, 5)
                .mapToObj(i -> Reading.of(
                        origin,
                        device,
                        "Resource" + i,
                        ValueType.FLOAT64,
                        new ReadingValue.Simple(GoNumbers.scientific(i + origin % 1_000 / 10.0))))
                .toList();
        return AddEventRequest.of(
                Event.of(UUID.randomUUID().toString(), device, "TestProfile", "TestSource", List.copyOf(readings)));
    }

    static String restPath(String device) {
        return "/event/test-service/TestProfile/" + device + "/TestSource";
    }

    static String topic(String device) {
        return "edgex/events/device/test-service/TestProfile/" + device + "/TestSource";
    }

    static String json(AddEventRequest request) {
        return EdgeJson.mapper().writeValueAsString(request);
    }

    static byte[] message(AddEventRequest request) {
        return EnvelopeCodec.V4.encode(Envelope.of(UUID.randomUUID().toString(), request, Envelope.JSON));
    }
}

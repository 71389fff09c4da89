package io.selvage.command;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.value.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The device service {@code device-pump} on the bus. It never answers for the resource {@code Slow}, says that {@code
 * Locked} is locked, and reads 1.5 else. Its device is {@code pump}; {@code lonely} belongs to a service that nobody runs.
 */
final class PumpsOnABus implements AutoCloseable {

    static final Topics TOPICS = Topics.standard();

    private static final String SERVICE = "device-pump";

    private final TestServer metadata;
    private final RunningCommand command;
    private final List<Message> requests = new CopyOnWriteArrayList<>();

    PumpsOnABus(String... settings) throws IOException {
        metadata = TestServer.started()
                .answering("GET /api/v3/deviceprofile/name/Pump", 200, MetadataDocuments.PUMP_PROFILE);
        for (var pair : Map.of("pump", SERVICE, "lonely", "device-none", "other", SERVICE)
                .entrySet()) {
            var document = MetadataDocuments.device(pair.getKey(), pair.getValue(), "Pump");
            metadata.answering(
                            "GET /api/v3/device/name/" + pair.getKey(), 200, MetadataDocuments.deviceAnswer(document))
                    .answering(
                            "GET /api/v3/deviceservice/name/" + pair.getValue(),
                            200,
                            MetadataDocuments.serviceAnswer(pair.getValue(), "http://localhost:1"));
        }
        metadata.answering(
                "GET /api/v3/device/all",
                200,
                "{\"apiVersion\":\"v3\",\"statusCode\":200,\"totalCount\":7,\"devices\":["
                        + MetadataDocuments.device("pump", SERVICE, "Pump") + "]}");
        command = new RunningCommand(metadata.port(), _ -> null, settings);
        bus().subscribe(TopicFilter.of(TOPICS.deviceCommandsTo(SERVICE)), MessageHandler.of(this::answer));
    }

    InMemoryMessageBus bus() {
        return command.bus();
    }

    TestServer metadata() {
        return metadata;
    }

    /** What core-command shows of its configuration. */
    String config() {
        return command.get("/config").body();
    }

    /** What the service was asked so far. */
    List<Message> requests() {
        return requests;
    }

    private void answer(Message message) {
        requests.add(message);
        var request = message.envelope();
        if (message.topic().contains("/Slow/")) {
            return;
        }
        var answer = message.topic().contains("/Locked/")
                ? request.error("device pump locked")
                : message.topic().toLowerCase(Locale.ROOT).endsWith("/set")
                        ? request.reply(null, Envelope.JSON)
                        : event(request);
        bus().publish(TOPICS.response(SERVICE, request.requestId()), answer);
    }

    private static Envelope event(Envelope request) {
        var reading = Reading.of(5, "pump", "Speed", ValueType.FLOAT32, new ReadingValue.Simple("1.5e+00"));
        var event = Event.of("3d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11", "pump", "Pump", "Speed", List.of(reading));
        return request.reply(new EventResponse("v3", request.requestId(), null, 200, event), Envelope.JSON);
    }

    @Override
    public void close() {
        command.close();
        metadata.close();
    }
}

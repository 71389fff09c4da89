package io.selvage.data;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.data.archive.TestEvents;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event that came by REST, as it is on the bus. */
class PassedOnTest {

    @TempDir
    private static Path directory;

    @ParameterizedTest
    @CsvSource({"application/json", "application/cbor"})
    void itKeepsItsContentTypeAndAlwaysHasARequestId(String contentType) throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        var request = new AddEventRequest("v3", null, TestEvents.bytes("d1"));
        var mapper = contentType.equals(Envelope.CBOR) ? EdgeJson.cbor() : EdgeJson.mapper();
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"));
                var _ = data.bus().subscribe(TopicFilter.of("edgex/events/core/#"), MessageHandler.of(received::add))) {
            var answer = data.post("/event/svc/tank/d1/level", mapper.writeValueAsBytes(request), contentType);
            assertThat(answer.status()).isEqualTo(201);

            var message = received.poll(5, SECONDS);
            assertThat(message).isNotNull();
            assertThat(message.topic()).isEqualTo("edgex/events/core/svc/tank/d1/level");
            assertThat(message.envelope().contentType()).isEqualTo(contentType);
            assertThat(message.envelope().payloadAs(AddEventRequest.class).requestId())
                    .isEmpty();
        }
    }
}

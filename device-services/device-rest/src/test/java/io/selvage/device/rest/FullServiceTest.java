package io.selvage.device.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is posted while neither the message bus nor the disk takes events, and what is dropped, is not answered with 200. */
@Timeout(30)
class FullServiceTest {

    private static final String PROFILE = """
            name: Shop
            deviceResources:
              - {name: note, properties: {valueType: String, readWrite: RW}}
              - {name: state, properties: {valueType: String, readWrite: RW, assertion: good}}
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @RegisterExtension
    final DeviceServiceExtension service = DeviceServiceExtension.of(RestApplication.class)
            .with("Service.RequestTimeout", "300ms")
            .with("Device.AsyncBufferSize", "2") // and no spool
            .with("MaxEventSize", "4")
            .withProfile(PROFILE)
            .withDevice("{name: till, profileName: Shop, protocols: {other: {}}}");

    @AfterEach
    void close() {
        http.close();
    }

    private HttpResponse<String> post(String resource, String text) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/resource/till/" + resource));
        return http.send(request.POST(BodyPublishers.ofString(text)).build(), BodyHandlers.ofString());
    }

    @Test
    void whatIsNotSafeInTimeIsAnsweredWith503() throws Exception {
        service.takesEvents(false);

        for (var i = 0; i < 4; i++) { // more than there is room for
            var answer = post("note", "lost?");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("message bus");
        }

        service.takesEvents(true);
        await().until(() -> post("note", "again").statusCode() == 200);
        assertThat(service.nextEvent().readings()).isNotEmpty();
    }

    @Test
    void whatIsTooLargeIsAnsweredWith413() throws Exception {
        var answer = post("note", "x".repeat(5_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("MaxEventSize");
        assertThat(service.events()).isEmpty();
    }

    @Test
    void whatTheProfileRefusesIsAnsweredWith400() throws Exception {
        var answer = post("state", "bad");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Assertion failed");
        assertThat(service.events()).isEmpty();
    }
}

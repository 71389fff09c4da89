package io.selvage.command;

import static io.selvage.command.PumpsOnABus.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.contracts.command.DeviceCoreCommandResponse;
import io.selvage.contracts.command.MultiDeviceCoreCommandsResponse;
import io.selvage.contracts.event.EventResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands and queries over the bus between services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InternalRequestsTest {

    private PumpsOnABus pumps;

    @BeforeAll
    void start() throws IOException {
        pumps = new PumpsOnABus("--Service.RequestTimeout=3s");
    }

    @AfterAll
    void stop() {
        pumps.close();
    }

    private Envelope ask(String stem, Envelope request) {
        return pumps.bus()
                .request(
                        "edgex/core/" + stem,
                        request,
                        TOPICS.response("core-command", request.requestId()),
                        Duration.ofSeconds(20));
    }

    private static Envelope get() {
        return Envelope.request(null, Map.of());
    }

    @Test
    void aReadGoesToTheDeviceServiceAsItIsAndItsReplyBack() {
        var request = Envelope.request(null, Map.of("ds-pushevent", "false", "where", "a b"));

        var reply = ask("command/request/pump/Speed/get", request);

        var asked = pumps.requests().getLast();
        assertThat(asked.topic()).isEqualTo("edgex/device/command/request/device-pump/pump/Speed/get");
        assertThat(asked.envelope().queryParams()).isEqualTo(request.queryParams());
        assertThat(List.of(asked.envelope().requestId(), asked.envelope().correlationId()))
                .isEqualTo(List.of(request.requestId(), request.correlationId()));
        assertThat(reply.correlationId()).isEqualTo(request.correlationId());
        assertThat(reply.payloadAs(EventResponse.class).event().deviceName()).isEqualTo("pump");
    }

    @Test
    void aWriteTakesItsValuesAlong() {
        var reply = ask("command/request/pump/Speed/set", Envelope.request(Map.of("Speed", "21.5"), Map.of()));

        assertThat(reply.isError()).isFalse();
        assertThat(reply.payload()).isNull();
        assertThat(pumps.requests().getLast().envelope().payload()).isEqualTo(Map.of("Speed", "21.5"));
    }

    @Test
    void anErrorOfTheDeviceServiceIsHandedOn() {
        var reply = ask("command/request/pump/Locked/get", get());

        assertThat(reply.errorCode()).isEqualTo(1);
        assertThat(reply.contentType()).isEqualTo("text/plain");
        assertThat(reply.text()).isEqualTo("device pump locked");
    }

    @ParameterizedTest
    @CsvSource({
        "command/request/none/Speed/get, nothing at GET /api/v3/device/name/none",
        "command/request/Speed/get, ends in DEVICE/COMMAND/METHOD",
        "command/request/pump/Speed/turn, unknown request method 'turn'",
        "command/request/lonely/Speed/get, service device-none takes no commands over the bus",
        "commandquery/request/none, nothing at GET /api/v3/device/name/none"
    })
    void whatCannotBeIsAnsweredWithAnError(String stem, String words) {
        var request = get();
        var reply = ask(stem, request);

        assertThat(reply.errorCode()).isEqualTo(1);
        assertThat(reply.requestId()).isEqualTo(request.requestId());
        assertThat(reply.text()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"ds-pushevent, yes, get", "ds-returnevent, '', get", "ds-pushevent, True, set"})
    void aFlagIsTrueOrFalse(String flag, String value, String method) {
        var before = pumps.requests().size();
        var reply = ask("command/request/pump/Speed/" + method, Envelope.request(Map.of(), Map.of(flag, value)));

        assertThat(reply.text()).contains(flag, "has to be true or false");
        assertThat(pumps.requests()).hasSize(before);
    }

    @Test
    void whoDoesNotAnswerIsToldOfAsAnError() {
        assertThat(ask("command/request/pump/Slow/get", get()).text()).contains("within");
    }

    @Test
    void aRequestWithoutAnIdIsDropped() {
        var request = new Envelope("v3", "", "", " ", 0, null, Envelope.JSON, Map.of());
        var before = pumps.requests().size();
        pumps.bus().publish("edgex/core/command/request/pump/Speed/get", request);
        ask("command/request/pump/Speed/get", get());

        assertThat(pumps.requests()).hasSize(before + 1);
    }

    @Test
    void manyCommandsToADeviceThatHangsDelayNobody() {
        var late = new ArrayList<CompletableFuture<Envelope>>();
        for (var i = 0; i < 200; i++) {
            late.add(CompletableFuture.supplyAsync(
                    () -> ask("command/request/pump/Slow/get", get()), Thread::startVirtualThread));
        }
        await().until(() -> late.stream().filter(CompletableFuture::isDone).count() >= 120);
        assertThat(late.stream()
                        .filter(CompletableFuture::isDone)
                        .map(reply -> reply.join().text()))
                .allMatch(text -> text.contains("device pump is busy"));
        var started = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            assertThat(ask("command/request/other/Speed/get", get()).isError()).isFalse();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2500));
        assertThat(late).allMatch(reply -> reply.join().isError());
    }

    @Test
    void aQueryTellsTheCommandsOfADevice() {
        var request = get();
        var answer = ask("commandquery/request/pump", request).payloadAs(DeviceCoreCommandResponse.class);

        assertThat(answer.requestId()).isEqualTo(request.requestId());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.deviceCoreCommand().coreCommands()).hasSize(2);
    }

    @Test
    void aQueryTellsThoseOfAPageOfAllDevices() {
        var reply = ask("commandquery/request/ALL", Envelope.request(null, Map.of("offset", "3", "limit", "2")));

        assertThat(reply.payloadAs(MultiDeviceCoreCommandsResponse.class).totalCount())
                .isEqualTo(7);
        assertThat(pumps.metadata().requests()).contains("GET /api/v3/device/all?offset=3&limit=2");
        assertThat(ask("commandquery/request/all", Envelope.request(null, Map.of("offset", "x")))
                        .text())
                .contains("offset 'x'");
    }
}

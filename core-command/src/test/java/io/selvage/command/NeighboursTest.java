package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.EventResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

/** Device services that are away, hang, or live in the same JVM; and core-metadata that is away. */
class NeighboursTest {

    private static final String OK = "{\"apiVersion\":\"v3\",\"statusCode\":200}";
    private static final String PUT_PUMP = "PUT /api/v3/device/name/pump/Speed";

    private final CountDownLatch hung = new CountDownLatch(1);
    private TestServer metadata;
    private TestServer pumps;
    private RunningCommand command;

    @BeforeEach
    void start() throws IOException {
        metadata = TestServer.started();
        pumps = TestServer.started().answering(PUT_PUMP, 200, OK);
        for (var device : List.of("pump", "stuck", "here")) {
            var document = MetadataDocuments.device(device, "device-" + device, "Pump");
            metadata.answering("GET /api/v3/device/name/" + device, 200, MetadataDocuments.deviceAnswer(document))
                    .answering(
                            "GET /api/v3/deviceservice/name/device-" + device,
                            200,
                            MetadataDocuments.serviceAnswer("device-" + device, pumps.url()));
        }
        command = new RunningCommand(
                metadata.port(), name -> name.equals("device-here") ? new Here() : null, "--Service.RequestTimeout=3s");
    }

    @AfterEach
    void stop() {
        hung.countDown();
        command.close();
        pumps.close();
        metadata.close();
    }

    @Test
    void aDeviceServiceThatIsAwayIs502AndAnswersAgainSoonAfterItsReturn() throws IOException {
        var port = pumps.port();
        assertThat(write("pump")).isEqualTo(200);
        pumps.close();
        await().until(() -> write("pump") == 502);
        for (var i = 0; i < 10; i++) {
            assertThat(write("pump")).isEqualTo(502);
        }
        pumps = TestServer.onPort(port).answering(PUT_PUMP, 200, OK);

        await().until(() -> write("pump") == 200);
    }

    @Test
    void aDeviceThatIsLateDoesNotMakeItsServiceCountAsAway() {
        var late = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> command.put("/device/name/here/Slow", "{}").statusCode(), Thread::startVirtualThread))
                .limit(4)
                .toList();
        assertThat(late).allMatch(answer -> answer.join() == 503);

        assertThat(command.put("/device/name/here/Speed", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void metadataThatIsAwayIs502() {
        metadata.close();

        await().until(() -> write("pump") == 502);
    }

    @Test
    void manyCommandsToADeviceThatHangsDelayNobody() throws Exception {
        pumps.hangingAt("PUT /api/v3/device/name/stuck/Speed");
        write("pump");
        var waiting = new ArrayList<Thread>();
        for (var i = 0; i < 100; i++) {
            waiting.add(Thread.startVirtualThread(() -> write("stuck")));
        }
        await().until(() -> pumps.requests().stream()
                        .filter(request -> request.contains("stuck"))
                        .count()
                == 16);
        var started = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            assertThat(write("pump")).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2500));
        for (var thread : waiting) {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aDeviceServiceInTheSameJvmIsCalledAsAnObject() {
        assertThat(command.put("/device/name/here/Speed", "{\"Speed\": 7}").body())
                .isEqualTo(OK);
        assertThat(command.get("/device/name/here/Speed").body())
                .isEqualTo(
                        "{\"apiVersion\":\"v3\",\"message\":\"request failed, status code: 423, err: locked\",\"statusCode\":423}");
        assertThat(pumps.requests()).isEmpty();
    }

    @Test
    void aDeviceThatHangsInTheSameJvmIsAnswered503() {
        assertThat(command.put("/device/name/here/Slow", "{}").statusCode()).isEqualTo(503);
        assertThat(command.put("/device/name/here/Speed", "{}").statusCode()).isEqualTo(200);
    }

    private int write(String device) {
        return command.put("/device/name/" + device + "/Speed", "{\"Speed\": \"1\"}")
                .statusCode();
    }

    private final class Here implements DeviceCommandApi {

        @Override
        public @Nullable EventResponse read(String name, String resource, MultiValueMap<String, String> query) {
            throw new EdgeException(ErrorKind.SERVICE_LOCKED, "locked");
        }

        @Override
        public BaseResponse write(
                String name,
                String resource,
                MultiValueMap<String, String> query,
                Map<String, @Nullable Object> values) {
            if (resource.equals("Slow")) {
                try {
                    hung.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return BaseResponse.of(null, 200);
        }
    }
}

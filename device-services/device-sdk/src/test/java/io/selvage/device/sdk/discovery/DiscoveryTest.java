package io.selvage.device.sdk.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.FoundDevice;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import io.selvage.device.sdk.testing.finding.FindingApplication;
import io.selvage.device.sdk.testing.finding.FindingDriver;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches and scans over REST, with what they tell on the bus. */
class DiscoveryTest {

    private static final String WATCHER = """
            name: pumps
            serviceName: device-test
            adminState: UNLOCKED
            identifiers: {Address: '^10\\.'}
            blockingIdentifiers: {Address: [10.0.0.9]}
            discoveredDevice:
              profileName: Pump
              adminState: LOCKED
              autoEvents: [{interval: 1h, sourceName: R}]
              properties: {floor: 2}
            """;

    private final TestCore core = TestCore.started();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        core.metadata().profiles().put("Pump", TestCore.yaml("""
                                name: Pump
                                deviceResources: [{name: R, properties: {valueType: Bool, readWrite: R}}]
                                """, DeviceProfile.class));
        core.bus()
                .subscribe(
                        TopicFilter.of("edgex/system-events/device-test/#"),
                        MessageHandler.of(message -> told.add(EdgeJson.mapper()
                                .createObjectNode()
                                .put("topic", message.topic())
                                .put("correlation", message.envelope().correlationId())
                                .set(
                                        "event",
                                        EdgeJson.mapper()
                                                .valueToTree(message.envelope().payload())))));
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private TestService start(Class<?> application, String... args) {
        core.metadata().put(device("old"));
        return core.start(application, args).knows("old");
    }

    private TestService startFinding() {
        return start(FindingApplication.class, "--Device.Discovery.Enabled=true");
    }

    private static Device device(String name) {
        return TestCore.yaml("""
                {name: %s, serviceName: device-test, adminState: UNLOCKED, operatingState: UP, protocols: {}}
                """.formatted(name), Device.class);
    }

    private static FoundDevice found(String name, String address) {
        return new FoundDevice(name, "in the cellar", Map.of("tcp", Map.of("Address", address)), List.of("new"));
    }

    private static BaseResponse answer(HttpResponse<String> http, int status) {
        assertThat(http.statusCode()).as(http.body()).isEqualTo(status);
        return EdgeJson.mapper().readValue(http.body(), BaseResponse.class);
    }

    private List<JsonNode> progress(String action, String id) throws InterruptedException {
        var details = new ArrayList<JsonNode>();
        while (details.isEmpty() || Math.abs(details.getLast().path("progress").asInt() - 49) < 50) {
            var next = told.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            var event = next.path("event");
            assertThat(next.path("topic").asString())
                    .isEqualTo("edgex/system-events/device-test/device/" + action + "/device-test");
            assertThat(next.path("correlation").asString()).isEqualTo(id);
            assertThat(event.path("type").asString()).isEqualTo("device");
            assertThat(event.path("action").asString()).isEqualTo(action);
            assertThat(event.path("source").asString()).isEqualTo("device-test");
            assertThat(event.path("owner").asString()).isEqualTo("device-test");
            assertThat(event.path("details").path("requestId").asString()).isEqualTo(id);
            details.add(event.path("details"));
        }
        return details;
    }

    @Test
    void aFoundDeviceIsAddedAsItsWatcherSays() throws Exception {
        core.metadata().put(TestCore.yaml(WATCHER, ProvisionWatcher.class));
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        driver.toFind().addAll(List.of(found("a", "10.0.0.1"), found("b", "10.0.0.9"), found("old", "10.0.0.2")));

        var answer = answer(service.post("/discovery"), 202);
        var told = progress("discovery", String.valueOf(answer.requestId()));

        assertThat(answer.message()).isEqualTo("Device Discovery is triggered.");
        assertThat(told)
                .extracting(JsonNode::toString)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("\"progress\":0}"),
                        half -> assertThat(half)
                                .endsWith("\"progress\":50,\"message\":\"half of it\",\"discoveredDeviceCount\":3}"),
                        last -> assertThat(last).endsWith("\"progress\":100,\"discoveredDeviceCount\":3}"));
        assertThat(core.metadata().devices()).containsOnlyKeys("old", "a");
        assertThat(core.metadata().devices().get("a")).isEqualTo(TestCore.yaml("""
                        {name: a, description: in the cellar, serviceName: device-test, profileName: Pump,
                         adminState: LOCKED, operatingState: UP, labels: [new], protocols: {tcp: {Address: 10.0.0.1}},
                         autoEvents: [{interval: 1h, sourceName: R}], properties: {floor: 2}}
                        """, Device.class));
    }

    @Test
    void watchersComeAndGoWithTheNews() throws Exception {
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        core.metadata().put(TestCore.yaml(WATCHER, ProvisionWatcher.class));
        var attempts = new AtomicInteger();
        await().until(() -> {
            driver.toFind().add(found("a" + attempts.incrementAndGet(), "10.0.0.1"));
            progress(
                    "discovery",
                    String.valueOf(answer(service.post("/discovery"), 202).requestId()));
            return core.metadata().devices().size() > 1;
        });

        core.metadata().removeWatcher("pumps");
        await().until(() -> {
            var name = "b" + attempts.incrementAndGet();
            driver.toFind().add(found(name, "10.0.0.1"));
            progress(
                    "discovery",
                    String.valueOf(answer(service.post("/discovery"), 202).requestId()));
            return !core.metadata().devices().containsKey(name);
        });
    }

    @Test
    void onlyOneSearchRunsAndItCanBeStopped() throws Exception {
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        var _ = driver.hold();
        assertThat(answer(service.delete("/discovery/requestId/nobody"), 200).requestId())
                .isEqualTo("nobody");
        var first = String.valueOf(answer(service.post("/discovery"), 202).requestId());
        await().until(() -> driver.calls().contains("discover"));

        answer(service.post("/discovery"), 202);
        answer(service.delete("/discovery/requestId/" + first + "x"), 404);
        answer(service.delete("/discovery/requestId/" + first + "?mode=hard"), 200);

        var told = progress("discovery", first);
        assertThat(told.getLast().path("progress").asInt()).isEqualTo(-1);
        assertThat(told.getLast().path("message").asString()).contains("it was stopped");
        assertThat(driver.calls()).containsExactly("discover", "stop {mode=[hard]}");
        assertThat(answer(service.delete("/discovery"), 200).requestId()).isNull();
    }

    @Test
    void aFailureIsTold() throws Exception {
        var service = startFinding();
        service.bean(FindingDriver.class).fail();

        var id = String.valueOf(answer(service.post("/discovery"), 202).requestId());

        var last = progress("discovery", id).getLast();
        assertThat(last.path("progress").asInt()).isEqualTo(-1);
        assertThat(last.path("message").asString()).contains(id).contains("the radio is off");
    }

    @Test
    void devicesAreSearchedByTheClock() {
        core.metadata().put(TestCore.yaml(WATCHER, ProvisionWatcher.class));
        var service =
                start(FindingApplication.class, "--Device.Discovery.Enabled=true", "--Device.Discovery.Interval=100ms");
        var driver = service.bean(FindingDriver.class);

        await().until(() -> driver.calls().size() > 2);
        driver.toFind().add(found("a", "10.0.0.1"));

        await().until(() -> core.metadata().devices().containsKey("a"));
    }

    @Test
    void aDriverThatFindsNothingSaysSo() throws Exception {
        var service = start(TestDeviceApplication.class, "--Device.Discovery.Enabled=true");

        var id = String.valueOf(answer(service.post("/discovery"), 202).requestId());

        assertThat(progress("discovery", id).getLast().path("progress").asInt()).isEqualTo(-1);
        answer(service.delete("/discovery"), 501);
        answer(service.post("/profilescan", "{}"), 501);
        answer(service.delete("/profilescan/device/name/old"), 501);
    }

    @Test
    void aScannedProfileIsAddedAndGivenToTheDevice() throws Exception {
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        var id = "0c8e6b1e-3f0e-4ad9-9a1b-7b1a7c7f0d11";

        var answer = answer(service.post("/profilescan", """
                        {"apiVersion":"v3","requestId":"%s","deviceName":"old","profileName":"Made","options":{"deep":true}}
                        """.formatted(id)), 202);

        assertThat(answer.requestId()).isEqualTo(id);
        assertThat(answer.message()).isEqualTo("Device ProfileScan is triggered.");
        assertThat(progress("profilescan", id))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"requestId\":\"" + id + "\",\"progress\":0}",
                        "{\"requestId\":\"" + id + "\",\"progress\":100}");
        assertThat(driver.calls()).containsExactly("scan old {deep=true}");
        await().until(() -> service.get("/device/name/old/R").statusCode() == 200);
        assertThat(core.metadata().device("old").profileName()).isEqualTo("Made");
    }

    @Test
    void aScanIsRefusedAsInEdgex() throws Exception {
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        var gate = driver.hold();
        answer(service.post("/profilescan", "{\"deviceName\":\"old\"}"), 400);
        answer(service.post("/profilescan", "{\"apiVersion\":\"v3\"}"), 400);
        answer(service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":[1]}"), 400);
        answer(service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"nobody\"}"), 404);
        answer(service.delete("/profilescan/device/name/nobody"), 404);
        answer(
                service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"old\",\"profileName\":\"Pump\"}"),
                409);
        answer(service.delete("/profilescan/device/name/old"), 200);

        var id = String.valueOf(
                answer(service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"old\"}"), 202)
                        .requestId());
        assertThat(answer(service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"old\"}"), 409)
                        .message())
                .isEqualTo("Another profile scan process for old is currently running");
        gate.release();

        assertThat(progress("profilescan", id).getLast().path("progress").asInt())
                .isEqualTo(100);
        assertThat(core.metadata().device("old").profileName()).startsWith("old_profile_1");
    }

    @Test
    void aScanCanBeStopped() throws Exception {
        var service = startFinding();
        var driver = service.bean(FindingDriver.class);
        var _ = driver.hold();
        var id = String.valueOf(
                answer(service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"old\"}"), 202)
                        .requestId());
        await().until(() -> driver.calls().contains("scan old null"));

        answer(service.delete("/profilescan/device/name/old?why=late"), 200);

        var last = progress("profilescan", id).getLast();
        assertThat(last.path("progress").asInt()).isEqualTo(-1);
        assertThat(last.path("message").asString()).startsWith("failed to trigger profile scan: it was stopped");
        assertThat(driver.calls()).contains("stop old {why=[late]}");
    }
}

package io.selvage.device.sdk.autoevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import io.selvage.device.sdk.testing.device.VariableDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** AutoEvents of a running device service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoEventsTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final TestCore core = TestCore.started();
    private TestService service;
    private VariableDriver driver;

    @BeforeAll
    void start() {
        core.metadata().profiles().put("Pump", TestCore.yaml("""
                                name: Pump
                                deviceResources:
                                  - {name: Speed, properties: {valueType: Int16, readWrite: RW}}
                                  - {name: Flow, properties: {valueType: Int16, readWrite: RW}}
                                """, DeviceProfile.class));
        service = core.start(TestDeviceApplication.class);
        driver = service.bean(VariableDriver.class);
        driver.set("Speed", new Value.Int64(1));
        driver.set("Flow", new Value.Int64(1));
        await().until(() -> core.metadata().services().containsKey("device-test"));
    }

    @AfterEach
    void removeAll() {
        List.copyOf(core.metadata().devices().keySet()).forEach(core.metadata()::removeDevice);
        await().until(() -> service.get("/device/name/a/x").statusCode() == 404
                && service.get("/device/name/b/x").statusCode() == 404);
        core.events().clear();
    }

    @AfterAll
    void stop() {
        core.close();
    }

    private void put(String name, String adminState, String autoEvents) {
        core.metadata().put(TestCore.yaml("""
                        {name: %s, profileName: Pump, serviceName: device-test, adminState: %s, operatingState: UP,
                         protocols: {}, autoEvents: [%s]}
                        """.formatted(name, adminState, autoEvents), Device.class));
    }

    private List<Event> next(int count) throws InterruptedException {
        var events = new ArrayList<Event>();
        while (events.size() < count) {
            events.add(core.nextEvent());
        }
        return events;
    }

    private boolean isSilent() throws InterruptedException {
        core.events().clear();
        return core.events().poll(A_WHILE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS) == null;
    }

    @Test
    void keepTheirRateFromTheFirstOn() throws Exception {
        put("a", "UNLOCKED", "{interval: 100ms, sourceName: Speed}");

        var origins = next(12).stream().map(Event::origin).toList();

        var millis = (origins.getLast() - origins.getFirst()) / 1_000_000.0;
        assertThat(millis).isBetween(1000.0, 2000.0);
    }

    @Test
    void sendOnlyChangesWhereThatIsWanted() throws Exception {
        put("a", "UNLOCKED", "{interval: 20ms, onChange: true, onChangeThreshold: 2, sourceName: Speed}");
        next(1);
        assertThat(isSilent()).isTrue();

        driver.set("Speed", new Value.Int64(3));
        assertThat(isSilent()).isTrue();
        driver.set("Speed", new Value.Int64(4));

        assertThat(next(1)).hasSize(1);
        driver.set("Speed", new Value.Int64(1));
    }

    @Test
    void readRegularExpressions() throws Exception {
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: '.*'}");

        var event = next(1).getFirst();

        assertThat(event.sourceName()).isEqualTo(".*");
        assertThat(event.readings()).hasSize(2);
    }

    @Test
    void restWhileTheDeviceIsLocked() throws Exception {
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");
        next(3);

        put("a", "LOCKED", "{interval: 20ms, sourceName: Speed}");
        await().until(this::isSilent);
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");

        assertThat(next(3)).hasSize(3);
    }

    @Test
    void changeWithTheDevice() throws Exception {
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");
        next(1);

        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Flow}");

        await().until(() -> {
            core.events().clear();
            return next(5).stream().allMatch(event -> event.sourceName().equals("Flow"));
        });
    }

    @Test
    void ofADeviceThatHangsHoldUpNoOther() throws Exception {
        var gate = driver.gate("b");
        put("b", "UNLOCKED", "{interval: 20ms, sourceName: Speed}, {interval: 20ms, sourceName: Flow}");
        await().until(() -> driver.calls().contains("read b"));

        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");

        assertThat(next(10)).allMatch(event -> event.deviceName().equals("a"));
        gate.release(1000);
    }

    @Test
    void goOnAfterAFailure() throws Exception {
        driver.set("Speed", new Value.Text("broken"));
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");
        await().until(() -> driver.calls().stream().filter("read a"::equals).count() > 3);

        driver.set("Speed", new Value.Int64(1));

        assertThat(next(2)).hasSize(2);
    }
}

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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** AutoEvents of a running device service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoEventsTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final TestCore core = TestCore.started();
    private TestService service;
    private VariableDriver driver;
    private int tests;

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

    @BeforeEach
    void count() {
        tests++;
    }

    @AfterEach
    void removeAll() {
        List.copyOf(core.metadata().devices().keySet()).forEach(core.metadata()::removeDevice);
        await().until(() -> service.get("/device/name/" + named("a") + "/x").statusCode() == 404
                && service.get("/device/name/" + named("b") + "/x").statusCode() == 404);
    }

    /** Another name in each test: an event that was under way when its device was removed is none of the next test. */
    private String named(String name) {
        return name + tests;
    }

    private boolean isOfThisTest(Event event) {
        return List.of(named("a"), named("b")).contains(event.deviceName());
    }

    @AfterAll
    void stop() {
        core.close();
    }

    private void put(String name, String adminState, String autoEvents) {
        core.metadata().put(TestCore.yaml("""
                        {name: %s, profileName: Pump, serviceName: device-test, adminState: %s, operatingState: UP,
                         protocols: {}, autoEvents: [%s]}
                        """.formatted(named(name), adminState, autoEvents), Device.class));
    }

    private List<Event> next(int count) throws InterruptedException {
        var events = new ArrayList<Event>();
        while (events.size() < count) {
            var event = core.nextEvent();
            if (isOfThisTest(event)) {
                events.add(event);
            }
        }
        return events;
    }

    private boolean isSilent() throws InterruptedException {
        core.events().clear();
        var end = System.nanoTime() + A_WHILE.toNanos();
        while (true) {
            var event = core.events().poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null || isOfThisTest(event)) {
                return event == null;
            }
        }
    }

    @Test
    void keepTheirRate() throws Exception {
        put("a", "UNLOCKED", "{interval: 100ms, sourceName: Speed}");

        var origins = next(12).stream().map(Event::origin).toList();

        var gaps = IntStream.range(1, origins.size())
                .mapToLong(i -> (origins.get(i) - origins.get(i - 1)) / 1_000_000)
                .sorted()
                .toArray();
        assertThat(gaps[gaps.length / 2]).isBetween(90L, 150L); // some may be late on a machine that has more to do
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
        var gate = driver.gate(named("b"));
        put("b", "UNLOCKED", "{interval: 20ms, sourceName: Speed}, {interval: 20ms, sourceName: Flow}");
        await().until(() -> driver.calls().contains("read " + named("b")));

        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");

        assertThat(next(10)).allMatch(event -> event.deviceName().equals(named("a")));
        gate.release(1000);
    }

    @Test
    void goOnAfterAFailure() throws Exception {
        driver.set("Speed", new Value.Text("broken"));
        put("a", "UNLOCKED", "{interval: 20ms, sourceName: Speed}");
        await().until(() ->
                driver.calls().stream().filter(("read " + named("a"))::equals).count() > 3);

        driver.set("Speed", new Value.Int64(1));

        assertThat(next(2)).hasSize(2);
    }
}

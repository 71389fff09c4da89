package io.selvage.device.sdk.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.device.VariableDriver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One call at a time for each device, and news before calls. */
class DriverGateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VariableDriver driver = new VariableDriver();
    private final DriverGate gate = new DriverGate(driver);

    private static KnownDevice device(String name) {
        var device = TestCore.yaml(
                "{name: " + name + ", serviceName: s, adminState: UNLOCKED, operatingState: UP, protocols: {}}",
                Device.class);
        return new KnownDevice(device, null);
    }

    private String ask(Duration patience) {
        return gate.call("pump", patience, asked -> "asked");
    }

    @Test
    void theDriverHearsTheNewsBeforeItIsAsked() {
        gate.put(device("pump"));
        await().untilAsserted(() -> assertThat(driver.calls()).containsExactly("added pump"));
        gate.put(device("pump"));

        gate.call("pump", PATIENCE, asked -> driver.calls().add("asked"));

        assertThat(driver.calls()).containsExactly("added pump", "updated pump", "asked");
    }

    @Test
    void theDriverHearsTheNewsEvenIfNobodyAsks() {
        gate.put(device("pump"));
        await().untilAsserted(() -> assertThat(driver.calls()).containsExactly("added pump"));
        gate.removed("pump");

        await().untilAsserted(() -> assertThat(driver.calls()).containsExactly("added pump", "removed pump"));
    }

    @Test
    void ofManyNewsThatCameWhileTheDeviceHungTheDriverHearsTheOutcome() throws Exception {
        gate.put(device("pump"));
        await().untilAsserted(() -> assertThat(driver.calls()).containsExactly("added pump"));
        var hanging = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        var hung = Thread.ofVirtual().start(() -> tryToHang(asked, hanging));
        asked.await();
        for (var i = 0; i < 1000; i++) {
            gate.put(device("pump"));
        }
        gate.removed("pump");
        gate.put(device("pump"));
        gate.put(device("pump"));
        hanging.countDown();
        hung.join();

        assertThat(ask(PATIENCE)).isEqualTo("asked");
        assertThat(driver.calls()).hasSizeLessThan(10).endsWith("removed pump", "added pump");
    }

    @Test
    void aDeviceIsAskedOnceAtATime() throws Exception {
        gate.put(device("pump"));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofVirtual()
                        .start(() -> gate.call("pump", PATIENCE, asked -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            LockSupport.parkNanos(100_000);
                            return inside.decrementAndGet();
                        })))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whoWaitsTooLongOrBehindTooManyIsRefused() throws Exception {
        gate.put(device("pump"));
        var hanging = new CountDownLatch(1);
        var threads = IntStream.range(0, 70)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> tryToHang(new CountDownLatch(1), hanging)))
                .toList();
        await().untilAsserted(
                        () -> assertThat(refusal(Duration.ofMillis(100))).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
        hanging.countDown();
        join(threads);

        assertThat(ask(Duration.ZERO)).isEqualTo("asked");
    }

    private void tryToHang(CountDownLatch begun, CountDownLatch end) {
        try {
            gate.call("pump", PATIENCE, asked -> {
                begun.countDown();
                try {
                    return end.await(10, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (EdgeException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE);
        }
    }

    private ErrorKind refusal(Duration patience) {
        try {
            ask(patience);
            return ErrorKind.UNKNOWN;
        } catch (EdgeException e) {
            return e.kind();
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void aDeviceThatIsGoneIsNotAsked() {
        gate.put(device("pump"));
        assertThat(ask(PATIENCE)).isEqualTo("asked");
        gate.removed("pump");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ask(PATIENCE))
                .withMessage("device pump not found");
        gate.put(device("pump"));
        assertThat(ask(PATIENCE)).isEqualTo("asked");
        assertThat(driver.calls()).containsExactly("added pump", "removed pump", "added pump");
    }
}

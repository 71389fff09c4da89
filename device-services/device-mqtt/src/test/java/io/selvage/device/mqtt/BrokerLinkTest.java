package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Mosquitto;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BrokerLinkTest {

    @TempDir
    private Path directory;

    private static final Secrets NONE = new Secrets() {
        @Override
        public Map<String, String> get(String secretName) {
            return Map.of();
        }

        @Override
        public void onChange(Consumer<String> listener) {
            // none ever changes
        }
    };

    @Test
    void whatIsNotAcknowledgedComesAgainAndWhatIsDoesNot() throws Exception {
        try (var broker = Mosquitto.in(directory).start();
                var gadget = new Gadget(broker.address())) {
            var first = new LinkedBlockingQueue<Delivery>();
            try (var link = link(broker, first)) {
                link.start();
                await().until(() -> {
                    gadget.publish("incoming/data/a/hello", "", 1);
                    return !first.isEmpty(); // the subscription is there
                });
                gadget.publish("incoming/data/a/one", "1", 1);
                take(first, "incoming/data/a/one").acknowledge();
                gadget.publish("incoming/data/a/two", "2", 1);
                take(first, "incoming/data/a/two");
            }
            gadget.publish("incoming/data/a/three", "3", 1);

            var second = new LinkedBlockingQueue<Delivery>();
            try (var link = link(broker, second)) {
                link.start();
                assertThat(second.take().topic()).isEqualTo("incoming/data/a/two");
                assertThat(second.take().topic()).isEqualTo("incoming/data/a/three");
            }
        }
    }

    @Test
    void aBrokerMayComeLater() throws Exception {
        try (var broker = Mosquitto.in(directory)) {
            var arrived = new LinkedBlockingQueue<Delivery>();
            try (var link = link(broker, arrived)) {
                link.start();
                assertThatExceptionOfType(EdgeException.class)
                        .isThrownBy(() -> link.publish("t", new byte[0], Duration.ofSeconds(1)))
                        .withMessageContaining("is not connected");
                broker.start();
                await().until(() -> isConnected(link));
            }
        }
    }

    private static boolean isConnected(BrokerLink link) {
        try {
            link.publish("t", new byte[0], Duration.ofSeconds(1));
            return true;
        } catch (EdgeException _) {
            return false;
        }
    }

    /** The next on the topic; what comes before it is acknowledged. */
    private static Delivery take(LinkedBlockingQueue<Delivery> arrived, String topic) throws InterruptedException {
        var next = arrived.take();
        while (!next.topic().equals(topic)) {
            next.acknowledge();
            next = arrived.take();
        }
        return next;
    }

    private static BrokerLink link(Mosquitto broker, LinkedBlockingQueue<Delivery> arrived) {
        var info = new BrokerInfo(
                "tcp",
                "127.0.0.1",
                broker.port(),
                1,
                60,
                "edgex-mqtt-client",
                0,
                "none",
                "",
                false,
                "incoming/data/#",
                "command/response/#",
                new BrokerInfo.Writable(500, ""));
        return new BrokerLink(new Dialer(info, NONE), Duration.ZERO, arrived::add);
    }
}

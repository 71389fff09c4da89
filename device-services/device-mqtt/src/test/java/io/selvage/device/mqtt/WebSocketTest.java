package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Mosquitto;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker behind a web socket. */
@Timeout(30)
class WebSocketTest {

    private static final Mosquitto BROKER = Mosquitto.in(Temporary.directory()).start();
    private static final WebSocketBridge BRIDGE = bridge();

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(MqttApplication.class)
            .with("MQTTBrokerInfo.Schema", "ws")
            .with("MQTTBrokerInfo.Host", "localhost")
            .with("MQTTBrokerInfo.Port", String.valueOf(BRIDGE.port()))
            .with("MQTTBrokerInfo.Qos", "1")
            .withProfile("{name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}")
            .withDevice("{name: gadget, profileName: P, protocols: {mqtt: {CommandTopic: command/gadget}}}");

    private static WebSocketBridge bridge() {
        try {
            return WebSocketBridge.to(BROKER.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        BRIDGE.close();
        BROKER.close();
    }

    @Test
    void commandsAndValuesPassIt() throws Exception {
        try (var gadget = new Gadget(BROKER.address())) {
            gadget.answer("command/gadget/ping/get", "{\"ping\":\"pong\"}");
            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptions()
                    .until(() -> SERVICE.text("gadget", "ping").equals("pong"));
            SERVICE.forgetEvents();

            gadget.publish("incoming/data/gadget/ping", "x".repeat(1_000), 1);

            assertThat(DeviceServiceExtension.values(SERVICE.nextEvent())).containsEntry("ping", "x".repeat(1_000));
        }
    }
}

package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Certificates;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.WebSocketBridge;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker behind a web socket, without and with TLS. */
@Timeout(30)
class WebSocketTest {

    private static final Mosquitto BROKER = Mosquitto.in(Temporary.directory()).start();
    private static final WebSocketBridge BRIDGE = WebSocketBridge.to(BROKER.port());
    private static final Certificates CERTIFICATES = new Certificates(Temporary.directory());
    private static final WebSocketBridge TLS_BRIDGE = overTls();

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = service("ws", BRIDGE, "plain");

    @RegisterExtension
    static final DeviceServiceExtension TLS_SERVICE = service("wss", TLS_BRIDGE, "secret")
            .with("MQTTBrokerInfo.ClientId", "over-tls")
            .with("MQTTBrokerInfo.AuthMode", "clientcert")
            .with("Writable.InsecureSecrets.MQTT.SecretData.cacert", CERTIFICATES.certificate("ca"))
            .with("Writable.InsecureSecrets.MQTT.SecretData.clientcert", CERTIFICATES.certificate("client"))
            .with("Writable.InsecureSecrets.MQTT.SecretData.clientkey", CERTIFICATES.key("client"));

    private static WebSocketBridge overTls() {
        try {
            return WebSocketBridge.overTls(BROKER.port(), CERTIFICATES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DeviceServiceExtension service(String schema, WebSocketBridge bridge, String device) {
        return DeviceServiceExtension.of(MqttApplication.class)
                .with("MQTTBrokerInfo.Schema", schema)
                .with("MQTTBrokerInfo.Host", "localhost")
                .with("MQTTBrokerInfo.Port", String.valueOf(bridge.port()))
                .with("MQTTBrokerInfo.Qos", "1")
                .withProfile(
                        "{name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}")
                .withDevice("{name: %s, profileName: P, protocols: {mqtt: {CommandTopic: command/gadget/%s}}}"
                        .formatted(device, device));
    }

    @AfterAll
    static void stop() throws IOException {
        BRIDGE.close();
        TLS_BRIDGE.close();
        BROKER.close();
    }

    @Test
    void commandsAndValuesPassIt() throws Exception {
        pass(SERVICE, "plain");
    }

    @Test
    void commandsAndValuesPassItOverTls() throws Exception {
        pass(TLS_SERVICE, "secret");
    }

    private static void pass(DeviceServiceExtension service, String device) throws Exception {
        try (var gadget = new Gadget(BROKER.address())) {
            gadget.answer("command/gadget/" + device + "/ping/get", "{\"ping\":\"pong\"}");
            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptions()
                    .until(() -> service.text(device, "ping").equals("pong"));
            service.forgetEvents();

            gadget.publish("incoming/data/" + device + "/ping", "x".repeat(1_000), 1);

            assertThat(DeviceServiceExtension.values(service.nextEvent())).containsEntry("ping", "x".repeat(1_000));
        }
    }
}

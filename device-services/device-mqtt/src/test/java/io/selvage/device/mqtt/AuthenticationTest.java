package io.selvage.device.mqtt;

import static org.awaitility.Awaitility.await;

import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that wants a password. */
class AuthenticationTest {

    private static final String PASSWORD = "s3cret";
    private static final Broker BROKER = Broker.start(PASSWORD);

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(MqttApplication.class)
            .with("MQTTBrokerInfo.Host", "127.0.0.1")
            .with("MQTTBrokerInfo.Port", String.valueOf(BROKER.port()))
            .with("MQTTBrokerInfo.AuthMode", "usernamepassword")
            .with("Writable.InsecureSecrets.MQTT.SecretData.username", "plant")
            .with("Writable.InsecureSecrets.MQTT.SecretData.password", PASSWORD)
            .withProfile("{name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}")
            .withDevice("{name: gadget, profileName: P, protocols: {mqtt: {CommandTopic: command/gadget}}}");

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void theServiceShowsWhatItsSecretHolds() throws Exception {
        try (var gadget = new Gadget(BROKER.address(), "plant", PASSWORD)) {
            gadget.answer("command/gadget/ping/get", "{\"ping\":\"pong\"}");

            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptions()
                    .until(() -> SERVICE.text("gadget", "ping").equals("pong"));
        }
    }
}

package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Certificates;
import io.selvage.bus.Mosquitto;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import io.selvage.mqtt.MqttLogin;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers that do not let everybody in. */
@Timeout(30)
class AuthenticationTest {

    private static final String PASSWORD = "s3cret";
    private static final Mosquitto BY_PASSWORD =
            Mosquitto.withUser(Temporary.directory(), "plant", PASSWORD).start();
    private static final Certificates CERTIFICATES = new Certificates(Temporary.directory());
    private static final Mosquitto BY_CERTIFICATE =
            Mosquitto.overTls(Temporary.directory(), CERTIFICATES).start();

    @RegisterExtension
    static final DeviceServiceExtension PASSWORD_SERVICE = service(BY_PASSWORD)
            .with("MQTTBrokerInfo.AuthMode", "usernamepassword")
            .with("Writable.InsecureSecrets.MQTT.SecretData.username", "plant")
            .with("Writable.InsecureSecrets.MQTT.SecretData.password", PASSWORD);

    @RegisterExtension
    static final DeviceServiceExtension CERTIFICATE_SERVICE = service(BY_CERTIFICATE)
            .with("MQTTBrokerInfo.Schema", "ssl")
            .with("MQTTBrokerInfo.Qos", "2")
            .with("MQTTBrokerInfo.AuthMode", "clientcert")
            .with("Writable.InsecureSecrets.MQTT.SecretData.cacert", CERTIFICATES.certificate("ca"))
            .with("Writable.InsecureSecrets.MQTT.SecretData.clientcert", CERTIFICATES.certificate("client"))
            .with("Writable.InsecureSecrets.MQTT.SecretData.clientkey", CERTIFICATES.key("client"));

    private static DeviceServiceExtension service(Mosquitto broker) {
        return DeviceServiceExtension.of(MqttApplication.class)
                .with("MQTTBrokerInfo.Host", "localhost")
                .with("MQTTBrokerInfo.Port", String.valueOf(broker.port()))
                .withProfile(
                        "{name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}")
                .withDevice("{name: gadget, profileName: P, protocols: {mqtt: {CommandTopic: command/gadget}}}");
    }

    @AfterAll
    static void stop() {
        BY_PASSWORD.close();
        BY_CERTIFICATE.close();
    }

    private static void isAsked(DeviceServiceExtension service, Gadget gadget) {
        gadget.answer("command/gadget/ping/get", "{\"ping\":\"pong\"}");
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> service.text("gadget", "ping").equals("pong"));
    }

    @Test
    void theServiceShowsThePasswordOfItsSecret() throws Exception {
        try (var gadget = new Gadget(BY_PASSWORD.address(), new MqttLogin("plant", PASSWORD, null))) {
            isAsked(PASSWORD_SERVICE, gadget);
        }
    }

    @Test
    void theServiceShowsACertificateOverTlsAndTakesWhatIsSentAtQos2() throws Exception {
        var address = "ssl://localhost:" + BY_CERTIFICATE.port();
        try (var gadget = new Gadget(address, new MqttLogin("", "", CERTIFICATES.client("client")))) {
            isAsked(CERTIFICATE_SERVICE, gadget);
            CERTIFICATE_SERVICE.forgetEvents();

            for (var i = 0; i < 20; i++) {
                gadget.publish("incoming/data/gadget/ping", "p" + i, 2);
            }

            for (var i = 0; i < 20; i++) { // each once, in order
                var event = CERTIFICATE_SERVICE.nextEvent();
                assertThat(DeviceServiceExtension.values(event)).containsEntry("ping", "p" + i);
            }
            assertThat(BY_CERTIFICATE.log()).contains("edgex-mqtt-client 1 incoming/data/#"); // safer than 2
        }
    }
}

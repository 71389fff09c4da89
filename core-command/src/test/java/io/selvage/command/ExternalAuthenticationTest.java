package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvage.bus.Certificates;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** External brokers that do not let everybody in. */
class ExternalAuthenticationTest {

    private static final String SECRET = "--Writable.InsecureSecrets.broker.SecretData.";

    @TempDir
    private Path directory;

    private static PumpsOnABus pumps(String url, String authMode, String... secrets) throws IOException {
        var settings = new ArrayList<>(List.of(
                "--ExternalMQTT.Enabled=true",
                "--ExternalMQTT.Url=" + url,
                "--ExternalMQTT.AuthMode=" + authMode,
                "--ExternalMQTT.SecretName=broker",
                "--Writable.InsecureSecrets.broker.SecretName=broker"));
        settings.addAll(List.of(secrets));
        return new PumpsOnABus(settings.toArray(String[]::new));
    }

    private static Outsider outsider(int port, MqttConnectOptions options) throws MqttException {
        var outsider = new Outsider("tcp://localhost:" + port, options);
        outsider.listen("edgex/commandquery/response");
        return outsider;
    }

    @Test
    void aUserHasAPassword() throws Exception {
        var broker = Mosquitto.withUser(directory, "edge", "tr:u=e").start();
        var known = new MqttConnectOptions();
        known.setUserName("edge");
        known.setPassword("tr:u=e".toCharArray());
        try (var pumps = pumps(
                        "tcp://localhost:" + broker.port(),
                        "usernamepassword",
                        SECRET + "username=edge",
                        SECRET + "password=tr:u=e");
                var outsider = outsider(broker.port(), known)) {
            outsider.awaitService();

            assertThat(pumps.config()).doesNotContain("tr:u=e");
        } finally {
            broker.stop();
        }
    }

    @Test
    void aClientHasACertificateAndBelievesAnAuthority() throws Exception {
        var certificates = new Certificates(directory);
        var port = ServerProcess.freePort();
        var broker = Mosquitto.in(directory, """
                allow_anonymous true
                listener %d 127.0.0.1
                require_certificate true
                cafile %s
                certfile %s
                keyfile %s
                """.formatted(
                                port,
                                certificates.certificateFile("ca"),
                                certificates.certificateFile("server"),
                                certificates.keyFile("server")))
                .start();
        try (var _ = pumps(
                        "ssl://localhost:" + port,
                        "clientcert",
                        SECRET + "cacert=" + certificates.certificate("ca"),
                        SECRET + "clientcert=" + certificates.certificate("client"),
                        SECRET + "clientkey=" + certificates.key("client"));
                var outsider = outsider(broker.port(), new MqttConnectOptions())) {
            outsider.awaitService();
        } finally {
            broker.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ssl://localhost:8883, clientcert, needs 'clientcert'",
        "ssl://localhost:8883, cacert, needs 'cacert'",
        "ssl://localhost:8883, magic, must be none",
        "amqp://localhost:8883, none, not 'amqp'",
        "localhost:8883, none, must be like tcp://HOST:PORT",
        "tcp://me:secret@localhost:8883, none, without a user's name",
        "tcp://local host:8883, none, no URL"
    })
    void aSectionThatMakesNoSenseStopsTheStart(String url, String authMode, String words) {
        assertThatThrownBy(() -> pumps(url, authMode)).rootCause().hasMessageContaining(words);
    }

    @Test
    void aSecretThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> new PumpsOnABus(
                        "--ExternalMQTT.Enabled=true",
                        "--ExternalMQTT.AuthMode=usernamepassword",
                        "--ExternalMQTT.SecretName=nobody"))
                .rootCause()
                .hasMessageContaining("there is no secret 'nobody'");
    }

    @ParameterizedTest
    @CsvSource({
        "CommandRequestTopic, edgex/#/request",
        "CommandQueryRequestTopic, edgex/query+",
        "CommandResponseTopicPrefix, edgex/response/#",
        "CommandQueryResponseTopic, +/response"
    })
    void aTopicThatMakesNoSenseStopsTheStart(String key, String topic) {
        assertThatThrownBy(() -> pumps("tcp://localhost:1", "none", "--ExternalMQTT.Topics." + key + "=" + topic))
                .rootCause()
                .hasMessageContaining("ExternalMQTT.Topics." + key)
                .hasMessageContaining(topic);
    }
}

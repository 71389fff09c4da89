package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvage.bus.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
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
        var passwords = Files.writeString(directory.resolve("passwords"), "");
        new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), "edge", "tr:u=e")
                .start()
                .waitFor();
        var broker = new ExternalBrokerProcess(directory, "password_file " + passwords + "\n");
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
        var port = freePort();
        var broker = new ExternalBrokerProcess(directory, """
                allow_anonymous true
                listener %d 127.0.0.1
                require_certificate true
                cafile %s
                certfile %s
                keyfile %s
                """.formatted(
                        port,
                        certificates.file("ca.pem", certificates.certificate("ca")),
                        certificates.file("server.pem", certificates.certificate("server")),
                        certificates.file("server.key", certificates.key("server"))));
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
        "tcp://localhost:1883, usernamepassword, needs 'username' in the secret 'broker'",
        "ssl://localhost:8883, clientcert, needs 'clientcert'",
        "ssl://localhost:8883, cacert, needs 'cacert'",
        "ssl://localhost:8883, magic, must be none",
        "ws://localhost:8883, none, not 'ws'",
        "localhost:8883, none, must be like tcp://HOST:PORT",
        "tcp://me:secret@localhost:8883, none, without a user's name",
        "tcp://local host:8883, none, no URL"
    })
    void aSectionThatMakesNoSenseStopsTheStart(String url, String authMode, String words) {
        assertThatThrownBy(() -> pumps(url, authMode)).rootCause().hasMessageContaining(words);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

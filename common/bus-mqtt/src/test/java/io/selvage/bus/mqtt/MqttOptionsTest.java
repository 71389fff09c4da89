package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.MessageBusFactory;
import io.selvage.contracts.error.EdgeException;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttOptionsTest {

    private static BusSettings settings(Map<String, String> optional) {
        return new BusSettings("mqtt", "tcp", "broker", 1883, "core-data", optional, null, null);
    }

    @Test
    void areSafeByDefault() {
        var options = MqttOptions.of(settings(Map.of()), Map.of());

        assertThat(options.address()).hasToString("tcp://broker:1883");
        assertThat(options.clientId()).isEqualTo("core-data");
        assertThat(options.qos()).isEqualTo(1);
        assertThat(options.cleanSession()).isFalse();
        assertThat(options.codec()).isEqualTo(EnvelopeCodec.V4);
    }

    @Test
    void readEdgexKeysInAnyLetterCase() {
        var options = MqttOptions.of(
                settings(Map.of(
                        "qos",
                        "0",
                        "KeepAlive",
                        "60",
                        "Retained",
                        "true",
                        "CLEANSESSION",
                        "true",
                        "Username",
                        "me",
                        "Password",
                        "secret",
                        "ConnectTimeout",
                        "2",
                        "ClientId",
                        "")),
                Map.of("EDGEX_MSG_BASE64_PAYLOAD", "true"));

        assertThat(options.qos()).isZero();
        assertThat(options.keepAlive()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.retained()).isTrue();
        assertThat(options.cleanSession()).isTrue();
        assertThat(options.login().get().username()).isEqualTo("me");
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.codec()).isEqualTo(EnvelopeCodec.V3);
        assertThat(options.toString() + options.login().get()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"Qos, 3", "Qos, x", "KeepAlive, -1", "MaxInflight, 0", "MaxInflight, 70000", "ConnectTimeout, 5s"})
    void nameWhatIsWrong(String key, String value) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> MqttOptions.of(settings(Map.of(key, value)), Map.of()))
                .withMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"tcp, tcp", "mqtt, tcp", "ssl, ssl", "TLS, ssl", "mqtts, ssl", "tcps, ssl", "ws, ws", "wss, wss"})
    void speakOverTlsWhereTheProtocolSaysSo(String protocol, String scheme) {
        var settings = new BusSettings("mqtt", protocol, "broker", 8883, "core-data", Map.of(), null, null);

        assertThat(MqttOptions.of(settings, Map.of()).address()).hasToString(scheme + "://broker:8883");
    }

    @Test
    void refuseOtherProtocols() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> MqttOptions.of(
                        new BusSettings("mqtt", "amqp", "broker", 8883, "core-data", Map.of(), null, null), Map.of()))
                .withMessageContaining("MessageBus.Protocol of an MQTT broker")
                .withMessageContaining("amqp");
    }

    @Test
    void writeAsTheSettingsSayWhateverTheEnvironmentDoes() {
        var settings = new BusSettings("mqtt", "tcp", "broker", 1883, "core-data", Map.of(), EnvelopeCodec.V4, null);

        assertThat(MqttOptions.of(settings, Map.of("EDGEX_MSG_CBOR_ENCODE", "true"))
                        .codec())
                .isEqualTo(EnvelopeCodec.V4);
    }

    @Test
    void belongToATransportThatIsFoundByItsName() {
        assertThat(ServiceLoader.load(MessageBusFactory.class))
                .anyMatch(factory -> factory.supports("MQTT") && !factory.supports("redis"));
    }
}

package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.AuthMode;
import io.selvage.contracts.value.GoDuration;
import io.selvage.mqtt.MqttAddress;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code MQTTBrokerInfo}: the devices' broker, which may be another one than that of the message bus.
 *
 * @param schema {@code tcp}, or {@code ssl} for TLS; {@code ws} and {@code wss}
 * @param qos of the subscriptions, where 2 is like 1: the broker keeps what comes while the service is away
 * @param keepAlive seconds
 * @param connRetryWaitTime most seconds between two attempts to connect, which go on for ever
 * @param authMode what the service shows to the broker
 * @param credentialsName the secret with {@code username} and {@code password}, or {@code clientcert} and {@code
 *     clientkey}; with {@code cacert} for the authorities that are believed over TLS
 * @param skipCertVerify whether every broker is believed over TLS
 * @param incomingTopic subscription for what devices send by themselves
 * @param responseTopic subscription for their answers
 */
record BrokerInfo(
        @DefaultValue("tcp") String schema,
        @DefaultValue("localhost") String host,
        @DefaultValue("1883") int port,
        @DefaultValue("0") int qos,
        @DefaultValue("60") int keepAlive,
        @DefaultValue("edgex-mqtt-client") String clientId,
        @DefaultValue("5") int connRetryWaitTime,
        @DefaultValue("none") String authMode,
        @DefaultValue("credentials") String credentialsName,
        @DefaultValue("false") boolean skipCertVerify,
        @DefaultValue("incoming/data/#") String incomingTopic,
        @DefaultValue("command/response/#") String responseTopic,
        @DefaultValue Writable writable) {

    static final String SECTION = "MQTTBrokerInfo";

    BrokerInfo {
        if (qos < 0 || qos > 2) {
            throw wrong("Qos " + qos + " is none of 0, 1 and 2");
        }
        if (keepAlive < 0 || keepAlive > 65_535) {
            throw wrong("KeepAlive " + keepAlive + " is not from 0 to 65535 seconds");
        }
        var _ = AuthMode.of(SECTION + ".AuthMode", authMode.strip());
        for (var needed : new String[] {host, clientId, incomingTopic, responseTopic}) {
            if (needed.isBlank()) {
                throw wrong("Host, ClientId, IncomingTopic and ResponseTopic must not be blank");
            }
        }
    }

    /** Where the broker is. */
    MqttAddress address() {
        return MqttAddress.of(SECTION + ".Schema", schema, host, port);
    }

    private static EdgeException wrong(String message) {
        return new EdgeException(ErrorKind.CONTRACT_INVALID, SECTION + ": " + message);
    }

    /**
     * What may change while the service runs.
     *
     * @param responseFetchInterval ms; a fifth of the time that a device has for its answer
     * @param responseTimeout that time, such as {@code 10s}; empty for five of the intervals
     */
    record Writable(
            @DefaultValue("500") int responseFetchInterval,
            @DefaultValue("") String responseTimeout) {

        private static final int INTERVALS = 5;

        Writable {
            if (responseFetchInterval < 1) {
                throw wrong("Writable.ResponseFetchInterval must be 1 ms or more");
            }
            if (!responseTimeout.isBlank()) {
                var _ = GoDuration.parse(responseTimeout);
            }
        }

        Duration timeout() {
            return responseTimeout.isBlank()
                    ? Duration.ofMillis((long) responseFetchInterval * INTERVALS)
                    : GoDuration.parse(responseTimeout);
        }
    }
}

package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.device.mqtt.IncomingTopic.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncomingTopicTest {

    @ParameterizedTest
    @CsvSource({
        "incoming/data/#, incoming/data/dev/src",
        "#, dev/src",
        "$share/group/incoming/#, incoming/dev/src",
        "site/+/data/#, site/7/data/dev/src",
        "incoming/+/+, incoming/dev/src"
    })
    void deviceAndSourceEndTheTopic(String subscription, String topic) {
        assertThat(IncomingTopic.of(subscription).sourceOf(topic)).isEqualTo(new Source("dev", "src"));
    }

    @ParameterizedTest
    @CsvSource({
        "incoming/data/#, incoming/data/dev",
        "incoming/data/#, incoming/data/a/dev/src",
        "incoming/data/#, incoming/data//src",
        "x, x"
    })
    void anyOtherTopicIsRefused(String subscription, String topic) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> IncomingTopic.of(subscription).sourceOf(topic))
                .withMessageContaining("DEVICE/SOURCE");
    }

    @Test
    void aDeviceHasFiveIntervalsOrTheTimeThatIsSet() {
        assertThat(new BrokerInfo.Writable(500, "").timeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(new BrokerInfo.Writable(500, "10s").timeout()).isEqualTo(Duration.ofSeconds(10));
    }
}

package io.selvage.command.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTopicTest {

    @ParameterizedTest
    @CsvSource({
        "edgex/core/command/request/pump/Speed/get, edgex/core/command/request/#, pump, Speed, get",
        "edgex/core/command/request/pump/Speed/SET, edgex/core/command/request/#, pump, Speed, SET",
        "edgex/core/command/request/R%C3%B6hre%2D1/50%/set, edgex/core/command/request/#, Röhre-1, 50%, set",
        "a/pump/Speed/get, a/+/+/+, pump, Speed, get",
        "pump/Speed/get, pump/Speed/get, pump, Speed, get"
    })
    void endsInDeviceCommandAndMethod(String topic, String filter, String device, String command, String method) {
        assertThat(CommandTopic.of(topic, filter)).isEqualTo(new CommandTopic(device, command, method));
    }

    @ParameterizedTest
    @CsvSource({
        "edgex/core/command/request/Speed/get, ends in DEVICE",
        "edgex/core/command/request, ends in DEVICE",
        "edgex/core/command/request/pump/Speed/turn, unknown request method 'turn'",
        "edgex/core/command/request//Speed/get, device name",
        "edgex/core/command/request/pump//get, command name"
    })
    void saysWhatIsWrong(String topic, String words) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> CommandTopic.of(topic, "edgex/core/command/request/#"))
                .withMessageContaining(words);
    }

    @Test
    void ofAQueryEndsInADeviceOrAll() {
        assertThat(CommandTopic.deviceOfQuery("edgex/commandquery/request/pump%201"))
                .isEqualTo("pump 1");
        assertThat(CommandTopic.deviceOfQuery("edgex/commandquery/request/ALL")).isEmpty();
    }
}

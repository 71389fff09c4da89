package io.selvage.contracts.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import org.junit.jupiter.api.Test;

class CommandJsonTest {

    private static final String PUMP = "{\"deviceName\":\"pump-1\",\"profileName\":\"Pump\",\"coreCommands\":["
            + "{\"name\":\"Status\",\"get\":true,\"path\":\"/api/v3/device/name/pump-1/Status\","
            + "\"url\":\"http://localhost:59882\",\"parameters\":["
            + "{\"resourceName\":\"Speed\",\"valueType\":\"Float32\"},{\"resourceName\":\"On\",\"valueType\":\"Bool\"}]},"
            + "{\"name\":\"Start\",\"set\":true,\"path\":\"/api/v3/device/name/pump-1/Start\","
            + "\"url\":\"http://localhost:59882\",\"parameters\":[{\"resourceName\":\"On\",\"valueType\":\"Bool\"}]}]}";

    @Test
    void theCommandsOfADeviceComeBackAsTheyWere() {
        var json = "{\"apiVersion\":\"v3\",\"statusCode\":200,\"deviceCoreCommand\":" + PUMP + "}";
        var answer = EdgeJson.mapper().readValue(json, DeviceCoreCommandResponse.class);

        var status = answer.deviceCoreCommand().coreCommands().getFirst();
        assertThat(status.get()).isTrue();
        assertThat(status.set()).isFalse();
        assertThat(status.parameters().getFirst().valueType()).isEqualTo(ValueType.FLOAT32);
        assertThat(EdgeJson.mapper().writeValueAsString(answer)).isEqualTo(json);
    }

    @Test
    void aDeviceWithoutCommandsHasNoListOfThem() {
        var json = "{\"apiVersion\":\"v3\",\"statusCode\":200,\"totalCount\":9,\"deviceCoreCommands\":[" + PUMP
                + ",{\"deviceName\":\"sample-json\",\"profileName\":\"sample-json\"}]}";
        var answer = EdgeJson.mapper().readValue(json, MultiDeviceCoreCommandsResponse.class);

        assertThat(answer.deviceCoreCommands().getLast().coreCommands()).isEmpty();
        assertThat(EdgeJson.mapper().writeValueAsString(answer)).isEqualTo(json);
    }
}

package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A device with one resource of each value type that may be read and written, so far as the type allows it. */
class EveryTypeTest {

    private static final String RESOURCES = Arrays.stream(ValueType.values())
            .map(type -> "{name: %1$s, properties: {valueType: %1$s, readWrite: %2$s}}"
                    .formatted(type.text(), type == ValueType.BINARY ? "R" : "RW"))
            .collect(Collectors.joining(", "));

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(VirtualApplication.class)
            .with("Device.DevicesDir", "")
            .withProfile("{name: All, deviceResources: [" + RESOURCES + "]}")
            .withDevice("{name: all, profileName: All, protocols: {other: {Address: here}}}");

    @ParameterizedTest
    @EnumSource(
            value = ValueType.class,
            names = {"STRING", "STRING_ARRAY", "OBJECT", "OBJECT_ARRAY"},
            mode = Mode.EXCLUDE)
    void isReadableBeforeItIsWritten(ValueType type) {
        var reading = SERVICE.read("all", type.text()).readings().getFirst();

        assertThat(reading.valueType()).isEqualTo(type);
        assertThat(reading.value()).isNotInstanceOf(ReadingValue.Null.class);
    }

    @ParameterizedTest
    @EnumSource(value = ValueType.class, names = "BINARY", mode = Mode.EXCLUDE)
    void keepsWhatIsWritten(ValueType type) {
        var value = value(type);

        SERVICE.write("all", type.text(), Map.of(type.text(), value));
        var first = SERVICE.readValues("all", type.text());

        assertThat(first.toString()).contains(type.family() == ValueType.Family.BOOL ? "true" : "1");
        assertThat(SERVICE.readValues("all", type.text())).isEqualTo(first);
    }

    private static Object value(ValueType type) {
        var one = switch (type.family()) {
            case BOOL -> true;
            case OBJECT -> Map.of("one", 1);
            default -> "1";
        };
        return type.isArray() ? List.of(one) : one;
    }

    @ParameterizedTest
    @EnumSource(
            value = ValueType.class,
            names = {"BINARY", "OBJECT"},
            mode = Mode.EXCLUDE)
    void takesNoNull(ValueType type) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.write("all", type.text(), Collections.singletonMap(type.text(), null)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR))
                .withMessageContaining(type.text());
    }

    @Test
    void anObjectMayBeNull() {
        SERVICE.write("all", "Object", Collections.singletonMap("Object", null));

        assertThat(SERVICE.readValues("all", "Object")).containsEntry("Object", null);
    }

    @Test
    void bytesAreNeverWritten() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.write("all", "Binary", Map.of("Binary", "AQI=")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_ALLOWED))
                .withMessageContaining("Binary");
    }
}

package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.ResourceProperties;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.value.ValueFit;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random values lie in their bounds. */
class RandomValuesTest {

    private static ResourceProperties properties(String yaml) {
        return EdgeJson.yaml().readValue("{readWrite: R, " + yaml + "}", ResourceProperties.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Int8", "Int16", "Int32", "Int64", "Uint8", "Uint16", "Uint32", "Uint64", "Float32", "Float64", "Bool"
            })
    void fitTheirTypeAndDiffer(String type) {
        var properties = properties("valueType: " + type);
        var seen = new HashSet<Value>();
        for (var i = 0; i < 500; i++) {
            seen.add(ValueFit.checked(RandomValues.of(properties), properties.valueType(), "r"));
        }

        assertThat(seen.size()).isGreaterThan(type.equals("Bool") ? 1 : 100);
    }

    @Test
    void keepMinimumAndMaximum() {
        var properties = properties("valueType: Int16, minimum: -1.5, maximum: 2");

        var seen = IntStream.range(0, 500)
                .mapToObj(_ -> RandomValues.of(properties))
                .distinct();

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        new Value.Int64(-1), new Value.Int64(0), new Value.Int64(1), new Value.Int64(2));
    }

    @Test
    void ignoreBoundsThatContradictEachOther() {
        var properties = properties("valueType: Uint8, minimum: 9, maximum: 3");

        assertThat(IntStream.range(0, 500)
                        .mapToObj(_ -> RandomValues.of(properties))
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }
}

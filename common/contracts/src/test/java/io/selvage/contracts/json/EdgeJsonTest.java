package io.selvage.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** The rules by which EdgeX's services read and write JSON. */
class EdgeJsonTest {

    @JsonInclude(Include.NON_EMPTY)
    record Thing(
            @Nullable String name,
            @JsonInclude(Include.ALWAYS) int port,
            boolean hidden,
            @Nullable Double scale,
            List<String> labels,
            Map<String, @Nullable Object> tags) {

        Thing {
            labels = Immutable.list(labels);
            tags = Immutable.map(tags);
        }
    }

    record Floats(double wide, float narrow, Double boxed, Float boxedNarrow) {}

    private static Thing read(String json) {
        return EdgeJson.mapper().readValue(json, Thing.class);
    }

    private static String write(Object value) {
        return EdgeJson.mapper().writeValueAsString(value);
    }

    @Test
    void takesKeysInAnyLetterCase() {
        assertThat(read("{\"NAME\": \"a\", \"Port\": 5}")).isEqualTo(read("{\"name\": \"a\", \"port\": 5}"));
    }

    @Test
    void ignoresUnknownKeysAndTrailingData() {
        assertThat(read("{\"origin\": {\"a\": [1]}, \"name\": \"a\"} {\"name\": \"b\"} x")
                        .name())
                .isEqualTo("a");
    }

    @Test
    void takesTheLastOfDuplicateKeys() {
        assertThat(read("{\"name\": \"a\", \"name\": \"b\", \"Name\": \"c\"}").name())
                .isEqualTo("c");
    }

    @Test
    void readsNullAsAbsent() {
        assertThat(read("{\"name\": null, \"port\": null, \"hidden\": null, \"labels\": null, \"tags\": null}"))
                .isEqualTo(read("{}"))
                .isEqualTo(new Thing(null, 0, false, null, List.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": 5}",
                "{\"name\": true}",
                "{\"name\": {}}",
                "{\"name\": [\"a\"]}",
                "{\"port\": \"\"}",
                "{\"port\": \"5\"}",
                "{\"port\": 1.0}",
                "{\"port\": 1e3}",
                "{\"port\": 3000000000}",
                "{\"port\": true}",
                "{\"hidden\": \"\"}",
                "{\"hidden\": \"true\"}",
                "{\"hidden\": 1}",
                "{\"scale\": \"1.5\"}",
                "{\"scale\": \"\"}",
                "{\"labels\": \"a\"}",
                "{\"labels\": [1]}",
                "{\"labels\": {}}",
                "{\"labels\": \"\"}",
                "{\"tags\": \"\"}",
                "{\"tags\": []}",
                "{\"name\": \"a\"",
                "[]",
                "\"\"",
                "{name: \"a\"}",
                "{'name': 'a'}"
            })
    void refusesWrongTypesAndBrokenJson(String json) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(json));
    }

    @Test
    void omitsWhatIsEmptyAndKeepsTheOrderOfTheRecord() {
        assertThat(write(new Thing("a", 0, false, null, List.of(), Map.of())))
                .isEqualTo("{\"name\":\"a\",\"port\":0,\"hidden\":false}");
    }

    @Test
    void sortsTheKeysOfFreeFormMaps() {
        var inner = new LinkedHashMap<String, @Nullable Object>();
        inner.put("z", 1);
        inner.put("y", 2);

        assertThat(write(Map.of("tags", Immutable.map(inner)))).isEqualTo("{\"tags\":{\"y\":2,\"z\":1}}");
    }

    @Test
    void writesFloatsAsGoDoes() {
        assertThat(write(new Floats(40, 0.1f, 1e-7, 16777216f)))
                .isEqualTo("{\"wide\":40,\"narrow\":0.1,\"boxed\":1e-7,\"boxedNarrow\":16777216}");
        assertThat(write(Arrays.asList(1.5, 1e21, 1e20, 0.1f))).isEqualTo("[1.5,1e+21,100000000000000000000,0.1]");
    }

    @Test
    void keepsLargeIntegersExact() {
        var tags = read("{\"tags\": {\"origin\": 1725867193294918132, \"big\": 18446744073709551615}}")
                .tags();

        assertThat(write(tags)).isEqualTo("{\"big\":18446744073709551615,\"origin\":1725867193294918132}");
    }

    @Test
    void keepsNullsAndNumbersInCbor() {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("double", 21.5);
        value.put("int", 5);
        value.put("null", null);

        var back = EdgeJson.cbor().readValue(EdgeJson.cbor().writeValueAsBytes(value), Map.class);

        assertThat((Object) back).isEqualTo(value);
    }

    @Test
    void readsYamlByTheSameRules() {
        assertThat(EdgeJson.yaml().readValue("Name: a\nport: 5\nlabels: [x]\n", Thing.class))
                .isEqualTo(new Thing("a", 5, false, null, List.of("x"), Map.of()));
    }

    @Test
    void readsVeryLongStrings() {
        var text = "x".repeat(26_000_000);

        assertThat(read("{\"name\": \"" + text + "\"}").name()).hasSize(26_000_000);
    }

    @Test
    void refusesMoreTokensThanFitInMemory() {
        var json = "{\"labels\": [" + "[],".repeat(600_000) + "[]]}";

        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> EdgeJson.mapper().readValue(json, Map.class))
                .withMessageContaining("oken");
    }
}

package io.selvage.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

class JsonFaultTest {

    record Pump(String name, long origin, boolean on, List<Pump> parts, Map<String, String> tags) {}

    private static String fault(ObjectMapper mapper, byte[] document) {
        return JsonFault.text(
                catchThrowableOfType(JacksonException.class, () -> mapper.readValue(document, Pump.class)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                       | an object is expected here (line 1, column 1)
            {"name":{}}               | name: a string is expected here (line 1, column 9)
            {"origin":"x"}            | origin: a number is expected here (line 1, column 11)
            {"origin":{}}             | origin: a number is expected here
            {"on":"perhaps"}          | on: true or false is expected here
            {"parts":{}}              | parts: a list is expected here
            {"parts":[{"tags":"x"}]}  | parts[0].tags: an object is expected here
            """)
    void saysWhereAndWhatIsExpected(String json, String text) {
        assertThat(fault(EdgeJson.mapper(), json.getBytes(UTF_8)))
                .startsWith(text)
                .doesNotContain("java", "selvage");
    }

    @Test
    void saysItOfCbor() {
        var document = EdgeJson.cbor().writeValueAsBytes(Map.of("parts", "x"));
        assertThat(fault(EdgeJson.cbor(), document)).isEqualTo("parts: a list is expected here");
    }
}

package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b",
        "#, a",
        "#, a/b/c",
        "#, /",
        "a/#, a",
        "a/#, a/",
        "a/#, a/b/c",
        "a/+, a/b",
        "a/+, a/",
        "+/b, a/b",
        "+/b, /b",
        "+/+, /b",
        "/+, /b",
        "+, a",
        "a/+/c/#, a/b/c",
        "a/+/#, a/b",
        "a/+/+/s/#, a/device/add/s",
        "$SYS/#, $SYS/uptime",
        "a/$b/+, a/$b/c"
    })
    void matches(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a",
        "a/b, a/b/",
        "a/b, a/bc",
        "a/b, A/b",
        "a/#, ab",
        "a/#, b",
        "a/+, a",
        "a/+, a/b/c",
        "+, /a",
        "+/b, a/c/b",
        "a/+/c, a/b/d",
        "a/+/#, a",
        "#, $SYS/uptime",
        "+/uptime, $SYS/uptime"
    })
    void doesNotMatch(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a#", "#/a", "a/#/b", "a+", "a/+b", "a/b+/c", "##", "++"})
    void refusesWildcardsInOtherPlaces(String filter) {
        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> TopicFilter.of(filter));
    }

    @Test
    void refusesWildcardsInATopic() {
        assertThat(TopicFilter.exactly("a/b").matches("a/b")).isTrue();
        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> TopicFilter.exactly("a/+"));
        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> TopicFilter.exactly("a/#"));
    }
}

package io.selvage.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are what Go 1.26 makes of the same texts. */
class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+5s, 5000000000",
        "1.5h, 5400000000000",
        "1h30m, 5400000000000",
        "1m1h, 3660000000000",
        "100ms, 100000000",
        "1us, 1000",
        "1µs, 1000",
        ".5s, 500000000",
        "1.s, 1000000000",
        "-1m, -60000000000",
        "1.9ns, 1",
        "9223372036854775807ns, 9223372036854775807",
        "-9223372036854775808ns, -9223372036854775808"
    })
    void readsWhatGoReads(String text, long nanos) {
        assertThat(GoDuration.parse(text).toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", ".s", "1 s", "1e3s", "s", "-", "1d", "9223372036854775808ns", "2562048h", "1m ", "１s"})
    void refusesWhatGoRefuses(String text) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> GoDuration.parse(text))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void readsDaysWhereTheyAreAllowed() {
        assertThat(GoDuration.parseWithDays("1d12h")).hasHours(36);
        assertThat(GoDuration.parseWithDays("0.5d")).hasHours(12);
    }
}

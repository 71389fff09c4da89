package io.selvage.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what Go 1.26 prints for the same numbers. */
class GoNumbersTest {

    private static final Pattern SHORTEST = Pattern.compile("-?[0-9](\\.[0-9]*[1-9])?e[+-][0-9]{2,3}");

    @ParameterizedTest
    @CsvSource({
        "0, 0e+00, 0, 0",
        "-0.0, -0e+00, -0, -0",
        "1, 1e+00, 1, 1",
        "39.5, 3.95e+01, 39.5, 39.5",
        "-0.001, -1e-03, -0.001, -0.001",
        "0.1, 1e-01, 0.1, 0.1",
        "100, 1e+02, 100, 100",
        "999999, 9.99999e+05, 999999, 999999",
        "1000000, 1e+06, 1e+06, 1000000",
        "1234567, 1.234567e+06, 1.234567e+06, 1234567",
        "12345678.9, 1.23456789e+07, 1.23456789e+07, 12345678.9",
        "0.0001, 1e-04, 0.0001, 0.0001",
        "0.00001, 1e-05, 1e-05, 0.00001",
        "1e-6, 1e-06, 1e-06, 0.000001",
        "1e-7, 1e-07, 1e-07, 1e-7",
        "1e20, 1e+20, 1e+20, 100000000000000000000",
        "1e21, 1e+21, 1e+21, 1e+21",
        "2e23, 2e+23, 2e+23, 2e+23",
        "1e100, 1e+100, 1e+100, 1e+100",
        "5e-324, 5e-324, 5e-324, 5e-324",
        "1e-323, 1e-323, 1e-323, 1e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308, 1.7976931348623157e+308, 1.7976931348623157e+308",
        "9007199254740993, 9.007199254740992e+15, 9.007199254740992e+15, 9007199254740992"
    })
    void doublesLookAsInGo(double value, String scientific, String general, String json) {
        assertThat(GoNumbers.scientific(value)).isEqualTo(scientific);
        assertThat(GoNumbers.general(value)).isEqualTo(general);
        assertThat(GoNumbers.json(value)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0e+00, 0",
        "0.1, 1e-01, 0.1",
        "21.5, 2.15e+01, 21.5",
        "16777216, 1.6777216e+07, 16777216",
        "3.4028235e38, 3.4028235e+38, 3.4028235e+38",
        "1.4e-45, 1e-45, 1e-45"
    })
    void floatsHaveTheDigitsOfTheirWidth(float value, String scientific, String json) {
        assertThat(GoNumbers.scientific(value)).isEqualTo(scientific);
        assertThat(GoNumbers.json(value)).isEqualTo(json);
    }

    @Test
    void anyNumberComesBackFromItsShortestForm() {
        var random = new SplittableRandom(2026);
        for (var i = 0; i < 100_000; i++) {
            var wide = Double.longBitsToDouble(random.nextLong());
            var narrow = Float.intBitsToFloat(random.nextInt());
            if (Double.isFinite(wide) && Float.isFinite(narrow)) {
                assertThat(GoNumbers.scientific(wide)).matches(SHORTEST);
                assertThat(Double.parseDouble(GoNumbers.scientific(wide))).isEqualTo(wide);
                assertThat(GoNumbers.scientific(narrow)).matches(SHORTEST);
                assertThat(Float.parseFloat(GoNumbers.scientific(narrow))).isEqualTo(narrow);
            }
        }
    }

    @Test
    void whatIsNoNumberHasGosNames() {
        assertThat(GoNumbers.scientific(Double.NaN)).isEqualTo("NaN");
        assertThat(GoNumbers.general(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(GoNumbers.scientific(Float.NEGATIVE_INFINITY)).isEqualTo("-Inf");
        assertThatIllegalArgumentException().isThrownBy(() -> GoNumbers.json(Double.NaN));
    }
}

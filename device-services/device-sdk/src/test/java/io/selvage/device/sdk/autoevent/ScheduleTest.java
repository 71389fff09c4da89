package io.selvage.device.sdk.autoevent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rate of a schedule does not drift, and runs that come too late do not pile up. */
class ScheduleTest {

    @ParameterizedTest
    @CsvSource({"1000,1000,1100", "1000,1030,1100", "1000,1099,1100", "1000,1100,1200", "1000,1250,1300", "-50,-40,50"})
    void theNextRunIsOnTheGrid(long last, long now, long next) {
        assertThat(Schedule.following(last, now, 100)).isEqualTo(next);
    }
}

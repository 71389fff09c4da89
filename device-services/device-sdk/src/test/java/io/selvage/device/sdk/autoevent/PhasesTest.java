package io.selvage.device.sdk.autoevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PhasesTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Phases phases = new Phases();

    @Test
    void theFirstRunComesAfterAnInterval() {
        assertThat(phases.first(5, SECOND)).isEqualTo(5 + SECOND);
        assertThat(phases.first(5 + 10 * SECOND, SECOND)).isEqualTo(5 + 11 * SECOND);
    }

    @Test
    void whatComesAtOnceIsSpreadOverTheInterval() {
        var firsts = LongStream.range(0, 2_000)
                .map(_ -> phases.first(0, SECOND))
                .sorted()
                .toArray();

        assertThat(firsts)
                .startsWith(SECOND, SECOND, SECOND + MILLI, SECOND + MILLI)
                .endsWith(2 * SECOND - MILLI);
    }

    @Test
    void ratesDoNotDelayEachOther() {
        phases.first(0, SECOND);

        assertThat(phases.first(0, 2 * SECOND)).isEqualTo(2 * SECOND);
    }
}

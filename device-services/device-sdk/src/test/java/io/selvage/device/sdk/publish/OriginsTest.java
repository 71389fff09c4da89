package io.selvage.device.sdk.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OriginsTest {

    @Test
    void growEvenWhereTheClockStandsStill() {
        var origins = new Origins(Clock.fixed(Instant.ofEpochSecond(5, 7), ZoneOffset.UTC));

        assertThat(origins.next()).isEqualTo(5_000_000_007L);
        assertThat(origins.next()).isEqualTo(5_000_000_008L);
    }

    @Test
    void areOfTheClockWhereItIsAhead() {
        var before = Instant.now();
        var origin = new Origins(Clock.systemUTC()).next();

        assertThat(Instant.ofEpochSecond(origin / 1_000_000_000, origin % 1_000_000_000))
                .isBetween(before, Instant.now());
    }
}

package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final long LARGE = 200 * 1024;

    private final BodyBudget budget = new BodyBudget(300 * 1024, 100 * 1024, Duration.ofMillis(50));

    @Test
    void largeBodiesWaitForEachOtherAndAreRefusedInTheEnd() {
        try (var _ = budget.take(LARGE)) {
            assertThatThrownBy(() -> budget.take(LARGE))
                    .isInstanceOfSatisfying(
                            EdgeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
        }
        budget.take(LARGE).close();
    }

    @Test
    void smallBodiesDoNotWaitForLargeOnes() {
        try (var _ = budget.take(LARGE)) {
            budget.take(10).close();
        }
    }

    @Test
    void aLargeAnswerHasItsShareAndOneThatIsTooLargeIsRefused() {
        try (var share = budget.take(0)) {
            share.coverAnswer(LARGE);

            assertThatThrownBy(() -> budget.take(LARGE)).isInstanceOf(EdgeException.class);
        }
        try (var share = budget.take(0)) {
            assertThatThrownBy(() -> share.coverAnswer(400 * 1024))
                    .isInstanceOfSatisfying(
                            EdgeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
        }
        budget.take(LARGE).close();
    }

    @Test
    void aBodyThatGrowsTakesTheLargestShare() {
        try (var growing = budget.take(-1)) {
            growing.cover(LARGE);

            assertThatThrownBy(() -> budget.take(LARGE)).isInstanceOf(EdgeException.class);
        }
        budget.take(LARGE).close();
    }
}

package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes in when somebody leaves. */
@Timeout(60)
class WindowTest {

    private static final int ALL_OF_IT = 64 << 20;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Window window = new Window(10);

    @Test
    void theRoomOfALargeOneIsForAllSmallOnesThatFit() throws InterruptedException {
        window.enter(ALL_OF_IT);
        var small = IntStream.range(0, 5).mapToObj(_ -> waiting(1)).toList();

        window.leave(ALL_OF_IT);

        await().atMost(SOON).until(() -> small.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void aLargeOneIsNotOvertakenForEver() throws InterruptedException {
        window.enter(1);
        var large = waiting(ALL_OF_IT);
        var small = waiting(1);
        await().during(Duration.ofMillis(100)).until(() -> large.isAlive() && small.isAlive());

        window.leave(1);
        assertThat(large.join(SOON)).isTrue();
        assertThat(small.isAlive()).isTrue();

        window.leave(ALL_OF_IT);
        assertThat(small.join(SOON)).isTrue();
    }

    @Test
    void whoGivesUpLetsTheNextOneIn() throws InterruptedException {
        window.enter(1);
        var impatient = started(() -> window.enter(ALL_OF_IT, Duration.ofMillis(200)));
        var small = waiting(1);

        assertThat(impatient.join(SOON)).isTrue();
        assertThat(small.join(SOON)).isTrue();
        assertThat(window.enter(ALL_OF_IT, Duration.ZERO)).isFalse();
    }

    @Test
    void nobodyWaitsForAWindowThatIsClosed() throws InterruptedException {
        window.enter(ALL_OF_IT);
        var waiting = List.of(waiting(1), waiting(1));

        window.close();

        await().atMost(SOON).until(() -> waiting.stream().noneMatch(Thread::isAlive));
        assertThat(window.enter(1, Duration.ZERO)).isFalse();
    }

    /** A thread that waits for room by now. */
    private Thread waiting(int bytes) {
        return started(() -> window.enter(bytes));
    }

    @FunctionalInterface
    private interface Entrance {
        boolean enter() throws InterruptedException;
    }

    private static Thread started(Entrance entrance) {
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                var _ = entrance.enter();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
        return thread;
    }
}

package io.selvage.data.retention;

import static io.selvage.data.archive.TestEvents.level;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.data.archive.Sources.Source;
import io.selvage.service.Page;
import io.selvage.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events of a source go: those of EdgeX's rules. A subclass opens the database. */
abstract class RetainerContract {

    private static final Duration TEN = Duration.ofNanos(10);
    private static final long NOW = 100;

    private final Database database;
    private final Archive archive;

    RetainerContract(Database database) {
        this.database = database;
        this.archive = new Archive(database);
    }

    @AfterEach
    void close() {
        archive.close();
        database.close();
    }

    private void add(String device, long... origins) {
        for (var origin : origins) {
            assertThat(archive.add(level(device, origin, 1))).succeedsWithin(10, SECONDS);
        }
    }

    /** What is left of d1 under the policy, newest first. */
    private List<Long> left(Policy policy) throws InterruptedException {
        var retainer = new Retainer(archive.sources(), new Policy(-1, 0, Duration.ofNanos(NOW)));
        retainer.apply(Map.of(new Source("d1", "level"), policy), NOW);
        return archive.events(Selection.all().ofDevice("d1"), new Page(0, 20, true)).items().stream()
                .map(event -> event.origin())
                .toList();
    }

    @Test
    void whatIsOlderThanTheDurationGoes() throws InterruptedException {
        add("d1", 50, 89, 90, 91, 99);

        assertThat(left(new Policy(-1, 0, TEN))).containsExactly(99L, 91L);
        assertThat(left(new Policy(-1, -1, Duration.ofNanos(1)))).isEmpty();
    }

    @Test
    void theNewestOfTheExpiredStayUpToMinCap() throws InterruptedException {
        add("d1", 50, 60, 70, 80, 99);

        assertThat(left(new Policy(-1, 2, TEN))).containsExactly(99L, 80L, 70L);
        assertThat(left(new Policy(-1, 3, TEN))).containsExactly(99L, 80L, 70L);
    }

    @Test
    void withoutADurationOnlyTheNumberCounts() throws InterruptedException {
        add("d1", 50, 60, 70, 80, 99);

        assertThat(left(new Policy(-1, 2, Duration.ZERO))).containsExactly(99L, 80L);
        assertThat(left(new Policy(-1, 0, Duration.ZERO))).isEmpty();
    }

    @Test
    void belowMaxCapNothingGoes() throws InterruptedException {
        add("d1", 50, 60, 70);

        assertThat(left(new Policy(4, 1, TEN))).hasSize(3);
        assertThat(left(new Policy(3, 1, TEN))).containsExactly(70L);
    }

    @Test
    void otherSourcesHaveTheDefault() throws InterruptedException {
        add("d1", 50);
        add("d10", 0, 50);

        left(new Policy(-1, 0, TEN));
        assertThat(archive.countEvents(Selection.all().ofDevice("d10"))).isEqualTo(1);
    }

    @Test
    void withinTheBudgetTheOldestOfAllGo() throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var _ = archive.add(level("d" + i % 3, i, i));
        }
        add("d1", 1_000);
        var budget = archive.budget(1);

        assertThat(archive.budget(1L << 40).isNearlyUsed()).isFalse();
        assertThat(budget.isNearlyUsed()).isTrue();
        assertThat(budget.drop().events()).isGreaterThan(500);
        assertThat(archive.countEvents(Selection.all())).isLessThan(3);
    }
}

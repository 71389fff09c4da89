package io.selvage.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.error.EdgeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many callers, few transactions, nobody told a lie. A subclass opens the database. */
abstract class GroupCommitContract {

    private static final String INSERT =
            "INSERT INTO pump (id, created, document, name) VALUES (?, 0, '{}', ?)"; // a name is taken only once

    abstract Database database();

    @AfterEach
    void close() {
        database().close();
    }

    private static void insert(Session session, List<String> names) {
        names.forEach(name -> session.update(INSERT, name, name));
    }

    private long stored() {
        return database().read(session -> session.number("SELECT count(*) FROM pump"));
    }

    @Test
    void whatIsCompleteIsStored() {
        var groups = new AtomicInteger();
        try (var commit = new GroupCommit<String>("test", database(), 64, (session, names) -> {
            groups.incrementAndGet();
            insert(session, names);
        })) {
            var all = IntStream.range(0, 1000)
                    .mapToObj(number -> commit.submit("pump-" + number))
                    .toArray(CompletableFuture[]::new);
            assertThat(CompletableFuture.allOf(all)).succeedsWithin(20, SECONDS);
        }
        assertThat(stored()).isEqualTo(1000);
        assertThat(groups.get()).isLessThan(500);
    }

    @Test
    void onlyTheBadItemOfAGroupFails() {
        var held = new CountDownLatch(1);
        var all = new ArrayList<CompletableFuture<@Nullable Void>>();
        try (var commit = new GroupCommit<String>("test", database(), 64, (session, names) -> {
            awaitOpen(held);
            insert(session, names);
        })) {
            for (var name : List.of("a", "b", "c", "b", "d", "e")) {
                all.add(commit.submit(name));
            }
            held.countDown();
        }
        assertThat(all.remove(3)).isCompletedExceptionally();
        assertThat(all).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
        assertThat(stored()).isEqualTo(5);
    }

    @Test
    void theWriterForgetsWhatWasUndone() {
        var writer = new Remembering();
        try (var commit = new GroupCommit<>("test", database(), 64, writer)) {
            assertThat(commit.submit("a")).succeedsWithin(20, SECONDS);
            assertThat(commit.submit("a")).failsWithin(20, SECONDS);
            assertThat(commit.submit("c")).succeedsWithin(20, SECONDS);
        }
        assertThat(writer.undone).isEqualTo(1);
    }

    @Test
    void aFullQueueHoldsTheCallerBack() {
        var held = new CountDownLatch(1);
        var submitted = new AtomicInteger();
        try (var commit = new GroupCommit<String>("test", database(), 8, (session, names) -> {
            awaitOpen(held);
            insert(session, names);
        })) {
            var caller = Thread.ofVirtual().start(() -> {
                for (var number = 0; number < 100; number++) {
                    var _ = commit.submit("pump-" + number);
                    submitted.incrementAndGet();
                }
            });
            assertThat(ended(caller, 300)).isFalse();
            assertThat(submitted.get()).isLessThanOrEqualTo(16);
            held.countDown();
            assertThat(ended(caller, 20_000)).isTrue();
        }
        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void afterCloseNothingIsTaken() {
        var commit = new GroupCommit<>("test", database(), 8, GroupCommitContract::insert);
        commit.close();

        org.assertj.core.api.Assertions.assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> commit.submit("late"));
    }

    private static boolean ended(Thread thread, long millis) {
        try {
            return thread.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers what it has seen, as a cache of keys does. */
    private static final class Remembering implements GroupWriter<String> {
        private final Map<String, Boolean> seen = new HashMap<>();
        private int undone;

        @Override
        public void write(Session session, List<String> names) {
            names.forEach(name -> seen.put(name, true));
            insert(session, names);
        }

        @Override
        public void undone() {
            undone++;
            seen.clear();
        }
    }
}

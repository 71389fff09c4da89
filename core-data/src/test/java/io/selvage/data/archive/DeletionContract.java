package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Database;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is deleted is gone at once, is removed later, and takes nothing along that came after it. */
abstract class DeletionContract extends ArchiveContract {

    DeletionContract(Database database) {
        super(database);
    }

    void addLevels(String device, int count) {
        add(IntStream.rangeClosed(1, count).mapToObj(i -> level(device, i, i)).toArray(Event[]::new));
    }

    long rows(String table) {
        return database.read(session -> session.number("SELECT count(*) FROM " + table));
    }

    /** As a process does that is killed right after it. */
    private void hide() {
        database.write(session -> session.update("UPDATE tally SET floor = newest"));
    }

    private void assertNothingIsFound(Event... hidden) {
        assertThat(archive.events(Selection.all(), FIRST).items()).isEmpty();
        assertThat(archive.readings(Selection.all(), FIRST).items()).isEmpty();
        assertThat(archive.countEvents(Selection.all())).isZero();
        assertThat(archive.countReadings(Selection.all())).isZero();
        assertThat(hidden)
                .allMatch(event -> archive.event(UUID.fromString(event.id())).isEmpty());
    }

    @Test
    void whatIsHiddenIsNowhereToBeFound() {
        var split = event(
                "d1",
                "s",
                10,
                reading("d1", "a", ValueType.INT8, 10, "1"),
                reading("d1", "b", ValueType.INT8, 11, "2"));
        add(split, level("d2", 30, 5));
        hide();

        assertNothingIsFound(split);
        assertThat(archive.delete(UUID.fromString(split.id()))).isFalse();
    }

    @Test
    void theFurtherRowsOfAnEventAreAsOldAsTheEvent() {
        var old = event(
                "d1",
                "s",
                10,
                reading("d1", "a", ValueType.INT8, 10, "1"),
                reading("d1", "b", ValueType.INT8, 99, "2"));
        var young = event(
                "d1", "s", 50, reading("d1", "a", ValueType.INT8, 50, "3"), reading("d1", "b", ValueType.INT8, 5, "4"));
        add(old, young);
        new Eraser(database, EventTable.of(database.dialect())).hideUpTo(20);

        assertThat(archive.countReadings(Selection.all())).isEqualTo(2);
        assertThat(archive.readings(Selection.all(), FIRST).items()).hasSize(2);
        archive.deleteUpTo(20);
        await().untilAsserted(() -> assertThat(rows("event")).isEqualTo(2));
        await().untilAsserted(() -> assertThat(rows("tally WHERE orphans = 1")).isZero());
        assertThat(stored(young).readings()).hasSize(2);
    }

    @Test
    void whatComesLateIsKeptAlthoughOlderThanWhatWasDeleted() {
        addLevels("d1", 10);
        hide();
        var late = level("d1", 3, 33);
        var younger = level("d1", 20, 20);
        add(late, younger);

        assertThat(archive.countEvents(Selection.all())).isEqualTo(2);
        assertThat(stored(late)).isEqualTo(late);
        archive.deleteOfDevice("nobody");
        await().untilAsserted(() -> assertThat(rows("event")).isEqualTo(2));
        assertThat(archive.countEvents(Selection.all())).isEqualTo(2);
        assertThat(stored(late)).isEqualTo(late);
    }

    @Test
    void anEventThatWasDeletedCanComeAgain() {
        var split = event(
                "d1",
                "s",
                10,
                reading("d1", "a", ValueType.INT8, 10, "1"),
                reading("d1", "b", ValueType.INT8, 11, "2"));
        add(split);
        hide();
        add(split, split);

        assertThat(archive.countReadings(Selection.all())).isEqualTo(2);
        assertThat(stored(split).readings()).hasSize(2);
    }

    @Test
    void anIdIsFoundInEachEraAndStaysOneEvent() {
        try (var many = new Archive(database, (_, _) -> {}, 2)) {
            var wide = IntStream.range(0, 12)
                    .mapToObj(i -> reading("d1", "r" + i, ValueType.INT8, 7, "1"))
                    .toArray(Reading[]::new);
            var events = new ArrayList<Event>();
            for (var i = 0; i < 9; i++) {
                events.add(i % 3 == 0 ? event("d1", "wide", 7 + i, wide) : level("d1", i, i));
                many.add(events.getLast()).join();
            }
            events.forEach(event -> many.add(event).join());

            assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM eras")))
                    .isGreaterThan(3);
            assertThat(many.countEvents(Selection.all())).isEqualTo(9);
            assertThat(many.events(Selection.all(), FIRST).items())
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(this::stored).toList());
            events.forEach(event -> assertThat(stored(event).readings()).hasSameSizeAs(event.readings()));
            events.forEach(event ->
                    assertThat(many.delete(UUID.fromString(event.id()))).isTrue());
            assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM event")))
                    .isZero();
        }
    }

    @Test
    void theNextProcessRemovesWhatTheLastHasHidden() {
        addLevels("d1", 12_000);
        add(level("d2", 1, 1));
        hide();
        add(level("d2", 2, 2));

        try (var next = new Archive(database)) {
            await().untilAsserted(() -> assertThat(rows("event")).isEqualTo(1));
            assertThat(next.countEvents(Selection.all())).isEqualTo(1);
        }
    }

    @Test
    void whatNoEventRefersToIsSweptAndAnotherProcessMayStillWrite() {
        try (var other = new Archive(database)) {
            addLevels("d1", 3);
            addLevels("d2", 3);
            addLevels("d3", 3);
            other.deleteOfDevice("d1");
            await().untilAsserted(
                            () -> assertThat(rows("shape WHERE device = 'd1'")).isZero());
            assertThat(rows("series WHERE device = 'd1'")).isZero();
            addLevels("d1", 5);

            assertThat(other.countEvents(Selection.all().ofDevice("d1"))).isEqualTo(5);
            assertThat(other.readings(Selection.all().ofDevice("d1"), FIRST).items())
                    .hasSize(5);
            assertThat(other.events(Selection.all(), FIRST).items()).hasSize(11);
        }
    }
}

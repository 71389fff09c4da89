package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.service.Page;
import io.selvage.store.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is put in comes out as EdgeX answers it. A subclass opens the database. */
abstract class ArchiveContract {

    static final Page FIRST = new Page(0, 20, true);

    final Database database;
    final Archive archive;

    ArchiveContract(Database database) {
        this.database = database;
        this.archive = new Archive(database);
    }

    @AfterEach
    void close() {
        archive.close();
        database.close();
    }

    void add(Event... events) {
        var all = Arrays.stream(events).map(archive::add).toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(all)).succeedsWithin(20, SECONDS);
    }

    Event stored(Event event) {
        return archive.event(UUID.fromString(event.id())).orElseThrow();
    }

    private List<Long> origins(Selection selection, Page page) {
        return archive.events(selection, page).items().stream()
                .map(Event::origin)
                .toList();
    }

    private List<String> values(Selection selection, Page page) {
        return archive.readings(selection, page).items().stream()
                .map(reading -> ((ReadingValue.Simple) reading.value()).text())
                .toList();
    }

    @Test
    void anEventIsFoundByItsId() {
        var event = event(
                "d1",
                "both",
                100,
                reading("d1", "a", ValueType.FLOAT64, 100, "39.5"),
                reading("d1", "b", ValueType.STRING, 100, "text"));
        add(event);

        var stored = stored(event);
        assertThat(stored.readings()).hasSize(2);
        assertThat(stored.readings().getFirst().value()).isEqualTo(new ReadingValue.Simple("3.95e+01"));
        assertThat(stored.readings().getLast()).isEqualTo(event.readings().getLast());
        assertThat(stored).usingRecursiveComparison().ignoringFields("readings").isEqualTo(event);
        assertThat(archive.event(UUID.randomUUID())).isEmpty();
    }

    @Test
    void theSameIdIsStoredOnce() {
        var event = level("d1", 100, 1);
        var redelivered = event;
        var changed = new Event(
                "v3",
                event.id(),
                "d2",
                "tank",
                "other",
                50,
                List.of(reading("d2", "x", ValueType.INT8, 49, "1")),
                Map.of(),
                Map.of());
        add(event, redelivered);
        add(redelivered, changed);

        assertThat(archive.countEvents(Selection.all())).isEqualTo(1);
        assertThat(archive.countReadings(Selection.all())).isEqualTo(1);
        assertThat(stored(event).deviceName()).isEqualTo("d1");
    }

    @Test
    void readingsOfOtherTimesAndManyReadingsComeBackInOrder() {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 20; i++) {
            readings.add(reading("d1", "r" + i, ValueType.INT32, 100, String.valueOf(i)));
        }
        readings.add(reading("d1", "late", ValueType.INT32, 300, "300"));
        readings.add(reading("d1", "early", ValueType.INT32, 50, "50"));
        var event = event("d1", "all", 100, readings.toArray(Reading[]::new));
        add(event, level("d1", 200, 200));

        assertThat(stored(event).readings())
                .extracting(Reading::resourceName)
                .startsWith("late", "r0", "r1", "r2")
                .endsWith("r18", "r19", "early")
                .hasSize(22);
        assertThat(archive.events(Selection.all(), FIRST).items())
                .extracting(found -> found.readings().size())
                .containsExactly(1, 22);
        assertThat(values(Selection.all(), new Page(0, 2, true))).containsExactly("300", "200");
        assertThat(archive.countReadings(Selection.all())).isEqualTo(23);
    }

    @Test
    void listsAreMergedNewestFirst() {
        for (var i = 1; i <= 30; i++) {
            add(level("d" + i % 3, i, i));
        }

        assertThat(origins(Selection.all(), new Page(0, 4, true))).containsExactly(30L, 29L, 28L, 27L);
        assertThat(origins(Selection.all(), new Page(28, 20, true))).containsExactly(2L, 1L);
        assertThat(origins(Selection.all().ofDevice("d0"), new Page(1, 3, true)))
                .containsExactly(27L, 24L, 21L);
        assertThat(origins(Selection.all().between(5, 8), FIRST)).containsExactly(8L, 7L, 6L, 5L);
        assertThat(archive.events(Selection.all().ofDevice("d0").between(1, 6), FIRST)
                        .total())
                .isEqualTo(2);
    }

    @Test
    void readingsAreFoundByDeviceResourceAndTime() {
        for (var i = 1; i <= 10; i++) {
            var device = "d" + i % 2;
            add(event(
                    device,
                    "both",
                    i,
                    reading(device, "a", ValueType.INT32, i, String.valueOf(i)),
                    reading(device, "b", ValueType.INT32, i, String.valueOf(-i))));
        }
        var ofA = Selection.all().ofResources(List.of("a"));

        assertThat(values(Selection.all(), new Page(1, 4, true))).containsExactly("10", "-9", "9", "-8");
        assertThat(values(ofA, new Page(2, 3, true))).containsExactly("8", "7", "6");
        assertThat(values(ofA.ofDevice("d1").between(3, 7), FIRST)).containsExactly("7", "5", "3");
        assertThat(values(Selection.all().ofResources(List.of("a", "b")).ofDevice("d0"), new Page(1, 2, true)))
                .containsExactly("10", "-8");
        assertThat(archive.readings(ofA.ofDevice("d1"), new Page(0, 0, true)).total())
                .isEqualTo(5);
        assertThat(archive.countReadings(Selection.all().ofDevice("d0"))).isEqualTo(10);
    }

    @Test
    void aPageFarBackIsTheSameAsTheMergedOnes() {
        var events = new ArrayList<Event>();
        for (var i = 0; i < 5_000; i++) {
            events.add(level("d" + i % 7, i % 100 == 0 ? i + 1 : i, i));
        }
        add(events.toArray(Event[]::new));

        assertThat(values(Selection.all(), new Page(4_090, 6, true))).hasSize(6);
        assertThat(origins(Selection.all(), new Page(4_095, 2, true)).getFirst())
                .isEqualTo(origins(Selection.all(), new Page(4_090, 6, true)).getLast());
        assertThat(values(Selection.all(), new Page(4_095, 3, true)).getFirst())
                .isEqualTo(values(Selection.all(), new Page(4_090, 6, true)).getLast());
        assertThat(origins(Selection.all(), new Page(4_999, 5, true))).hasSize(1);
    }

    @Test
    void withoutCountThereIsNoTotal() {
        add(level("d1", 1, 1), level("d1", 2, 2));

        var found = archive.events(Selection.all(), new Page(0, 1, false));
        assertThat(found.total()).isZero();
        assertThat(found.items()).hasSize(1);
    }

    @Test
    void whatIsDeletedIsGoneWithItsReadings() {
        var split = event(
                "d1",
                "s",
                10,
                reading("d1", "a", ValueType.INT8, 10, "1"),
                reading("d1", "b", ValueType.INT8, 11, "2"));
        var other = event(
                "d2", "s", 20, reading("d2", "a", ValueType.INT8, 20, "3"), reading("d2", "b", ValueType.INT8, 5, "4"));
        add(split, other, level("d1", 30, 5), level("d2", 40, 6));

        assertThat(archive.delete(UUID.fromString(split.id()))).isTrue();
        assertThat(archive.delete(UUID.fromString(split.id()))).isFalse();
        assertThat(values(Selection.all(), FIRST)).containsExactly("6", "5", "3", "4");

        archive.deleteUpTo(20);
        assertThat(values(Selection.all(), FIRST)).containsExactly("6", "5");
        assertThat(archive.countReadings(Selection.all())).isEqualTo(2);

        archive.deleteOfDevice("d2");
        assertThat(values(Selection.all(), FIRST)).containsExactly("5");
        assertThat(archive.countEvents(Selection.all().ofDevice("d2"))).isZero();

        add(other);
        assertThat(values(Selection.all().ofDevice("d2"), FIRST)).containsExactly("3", "4");
    }

    @Test
    void manyAreDeletedInSteps() {
        var events = new ArrayList<Event>();
        for (var i = 0; i < 12_000; i++) {
            events.add(level("d1", i, i));
        }
        add(events.toArray(Event[]::new));

        archive.deleteUpTo(11_989);

        assertThat(archive.countEvents(Selection.all())).isEqualTo(10);
        assertThat(archive.events(Selection.all(), FIRST).items()).hasSize(10);
    }

    @Test
    void eventsThatAreNeverAlikeDoNotFillTheTables() {
        var events = new ArrayList<Event>();
        for (var i = 0; i < 300; i++) {
            var reading = new Reading(
                    null,
                    i,
                    "d1",
                    "a",
                    "tank",
                    ValueType.INT32,
                    "unit-" + i,
                    Map.of("n", i),
                    new ReadingValue.Simple("7"),
                    Map.of());
            var plain = event("d1", "s", i, reading);
            events.add(
                    new Event("v3", plain.id(), "d1", "tank", "s", i, plain.readings(), Map.of("number", i), Map.of()));
        }
        add(events.toArray(Event[]::new));

        long shapes = database.read(session -> session.number("SELECT count(*) FROM shape"));
        long series = database.read(session -> session.number("SELECT count(*) FROM series"));
        assertThat(shapes).isLessThan(70);
        assertThat(series).isLessThan(70);
        assertThat(stored(events.get(3))).isEqualTo(events.get(3));
        assertThat(stored(events.get(299))).isEqualTo(events.get(299));
        assertThat(values(Selection.all().ofDevice("d1"), FIRST)).hasSize(20);
        assertThat(archive.countReadings(Selection.all().ofResources(List.of("a"))))
                .isEqualTo(300);
    }

    @Test
    void eventsOfDevicesThatItHasNeverSeenComeAtOnce() {
        try (var clients = Executors.newFixedThreadPool(64)) {
            for (var i = 0; i < 64; i++) {
                var event = level("new-" + i, 1, i);
                clients.execute(() -> archive.add(event).join());
            }
        }
        assertThat(archive.countEvents(Selection.all())).isEqualTo(64);
    }
}

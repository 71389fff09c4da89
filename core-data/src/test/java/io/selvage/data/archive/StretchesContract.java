package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.service.Page;
import io.selvage.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole ranges, and the newest of each resource. */
abstract class StretchesContract extends AggregatesContract {

    StretchesContract(Database database) {
        super(database);
    }

    private List<List<Reading>> stretches(Selection selection) {
        var stretches = new ArrayList<List<Reading>>();
        archive.stretches(selection).forEach(stretches::add);
        return stretches;
    }

    private static List<Reading> joined(List<List<Reading>> stretches) {
        return stretches.stream().flatMap(List::stream).toList();
    }

    private static String text(Reading reading) {
        return reading.value() instanceof ReadingValue.Simple(var text) ? text : "";
    }

    @Test
    void aRangeComesWholeAndOldestFirst() {
        var events = new ArrayList<Event>();
        for (var i = 0; i < 5_000; i++) {
            var origin = i % 10 == 0 ? i : i / 100 * 100; // many of one time
            events.add(level("d" + i % 7, origin, i));
        }
        add(events.toArray(Event[]::new));

        var stretches = stretches(Selection.all());

        assertThat(stretches).hasSizeGreaterThan(3);
        assertThat(joined(stretches)).extracting(Reading::origin).isSorted();
        assertThat(joined(stretches))
                .extracting(StretchesContract::text)
                .doesNotHaveDuplicates()
                .hasSize(5_000);
        assertThat(joined(stretches(Selection.all().ofDevice("d3").between(100, 899))))
                .hasSize(115);
        assertThat(stretches(Selection.all().ofDevice("none"))).isEmpty();
    }

    @Test
    void aStretchOfLargeValuesIsShort() {
        for (var i = 1; i <= 5; i++) {
            var text = "x".repeat(600_000) + i;
            add(event("d", "s", i, reading("d", "large", ValueType.STRING, i, text)));
        }

        var stretches = stretches(Selection.all());

        assertThat(stretches).extracting(List::size).containsExactly(1, 1, 1, 1, 1);
        assertThat(joined(stretches))
                .extracting(reading -> text(reading).substring(600_000))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aLargePageAsksForMemory() {
        var asked = new ArrayList<Long>();
        var text = "x".repeat(600_000);
        add(
                event("d", "s", 1, reading("d", "large", ValueType.STRING, 1, text)),
                event("d", "s", 2, reading("d", "late", ValueType.STRING, 3, text)),
                level("d", 4, 1));

        archive.readings(Selection.all(), new Page(0, 1, true), asked::add);
        assertThat(asked).isEmpty();
        archive.readings(Selection.all(), FIRST, asked::add);
        archive.events(Selection.all(), FIRST, asked::add);
        assertThat(asked).hasSize(2).allSatisfy(bytes -> assertThat(bytes).isBetween(1_200_000L, 1_210_000L));
        assertThatThrownBy(() -> archive.events(Selection.all(), FIRST, _ -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");
    }

    @Test
    void whatIsDeletedMeanwhileIsNotRead() {
        add(level("d1", 1, 1), level("d2", 2, 2));
        var stretches = archive.stretches(Selection.all()).iterator();
        archive.deleteOfDevice("d1");

        assertThat(stretches.next()).extracting(Reading::deviceName).containsExactly("d2");
        assertThat(stretches.hasNext()).isFalse();
    }

    @Test
    void theNewestOfEachResource() {
        add(
                event(
                        "d1",
                        "both",
                        10,
                        reading("d1", "a", ValueType.INT8, 10, "1"),
                        reading("d1", "b", ValueType.INT8, 10, "2")),
                event("d1", "a", 20, reading("d1", "a", ValueType.UINT8, 20, "3")),
                event("d1", "a", 5, reading("d1", "a", ValueType.UINT8, 5, "4")),
                level("d2", 30, 9));

        assertThat(archive.latest(Selection.all().ofDevice("d1")))
                .extracting(Reading::resourceName, StretchesContract::text)
                .containsExactly(tuple("a", "3"), tuple("b", "2"));
        archive.deleteUpTo(10);
        assertThat(archive.latest(Selection.all().ofDevice("d1")))
                .extracting(Reading::resourceName)
                .containsExactly("a");
    }
}

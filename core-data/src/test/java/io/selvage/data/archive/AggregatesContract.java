package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Database;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregates are EdgeX's, to the last digit, on each database. */
abstract class AggregatesContract extends ValuesContract {

    private static final Selection ALL = Selection.all();

    AggregatesContract(Database database) {
        super(database);
    }

    private List<String> aggregates(Selection selection, AggregateFunction function) {
        return aggregates(selection, new Aggregation(function, 0, 0, 20));
    }

    /** Device, resource, type, value as JSON, and the origin where there is one. */
    private List<String> aggregates(Selection selection, Aggregation asked) {
        return archive.aggregates(selection, asked).stream()
                .map(reading -> "%s %s %s %s%s"
                        .formatted(
                                reading.deviceName(),
                                reading.resourceName(),
                                reading.valueType(),
                                json(reading.value()),
                                reading.origin() == 0 ? "" : " @" + reading.origin()))
                .toList();
    }

    private static String json(ReadingValue value) {
        return EdgeJson.mapper()
                .writeValueAsString(
                        switch (value) {
                            case ReadingValue.Simple(var text) -> text;
                            case ReadingValue.Numeric(var number) -> number;
                            default -> throw new AssertionError(value);
                        });
    }

    private void addValues(ValueType type, String... texts) {
        add(Arrays.stream(texts)
                .map(text -> event("d", "r", 1, reading("d", "r", type, 1, text)))
                .toArray(Event[]::new));
    }

    /** MIN, MAX and SUM of the type that they have in common, and AVG. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Int8|-100;120;-100|Int64|-100;120;-80;-26.666666666666668",
                "Int64|9223372036854775807;-9223372036854775808|Int64|-9223372036854775808;9223372036854775807;-1;-0.5",
                "Uint8|0;255|Uint64|0;255;255;127.5",
                "Uint64|18446744073709551615;0|Uint64|0;18446744073709551615;18446744073709551615;9223372036854776000",
                "Float64|0.1;0.2;0.3|Float64|0.1;0.3;0.6;0.2",
                "Float64|1.53;1.54;1.56|Float64|1.53;1.56;4.63;1.5433333333333332",
                "Float64|0.12345678;1e17;-1e17;1|Float64|-100000000000000000;100000000000000000;1.12345678;0.280864195",
                "Float32|1.1;2.5;1.55|Float64|1.1;2.5;5.15;1.7166666666666666",
            })
    void numbersAreExact(String type, String values, String answered, String aggregates) {
        var texts = values.split(";", -1);
        addValues(ValueType.of(type), texts);

        var expected = aggregates.split(";", -1);
        var prefix = "d r " + answered + " ";
        assertThat(aggregates(ALL, AggregateFunction.MIN)).containsExactly(prefix + expected[0]);
        assertThat(aggregates(ALL, AggregateFunction.MAX)).containsExactly(prefix + expected[1]);
        assertThat(aggregates(ALL, AggregateFunction.SUM)).containsExactly(prefix + expected[2]);
        assertThat(aggregates(ALL, AggregateFunction.AVG)).containsExactly("d r Float64 " + expected[3]);
        assertThat(aggregates(ALL, AggregateFunction.COUNT)).containsExactly("d r Uint64 " + texts.length);
    }

    @Test
    void aSumThatNeedsMoreThan64BitsIsAFloat() {
        addValues(ValueType.INT64, "9223372036854775807", "9223372036854775807");

        assertThat(aggregates(ALL, AggregateFunction.SUM)).containsExactly("d r Float64 18446744073709552000");
    }

    @Test
    void whatIsNoFiniteNumberDoesNotCount() {
        var nothing = new Reading(
                null, 2, "d", "r", "tank", ValueType.FLOAT64, null, Map.of(), new ReadingValue.Null(), Map.of());
        addValues(ValueType.FLOAT64, "2", "NaN", "+Inf", "0", "4");
        add(event("d", "r", 2, nothing));

        assertThat(aggregates(ALL, AggregateFunction.AVG)).containsExactly("d r Float64 2");
        assertThat(aggregates(ALL, AggregateFunction.MIN)).containsExactly("d r Float64 0");
        assertThat(aggregates(ALL, AggregateFunction.COUNT)).containsExactly("d r Uint64 3");
        assertThat(aggregates(ALL.between(2, 2), AggregateFunction.MAX)).containsExactly("d r Float64 \"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"String|7", "Bool|true", "Int8Array|[1, 2]", "StringArray|[\"1\"]"})
    void whatAreNoNumbersHaveAnEmptyText(String type, String value) {
        addValues(ValueType.of(type), value);

        assertThat(aggregates(ALL, AggregateFunction.SUM)).containsExactly("d r " + type + " \"\"");
        assertThat(aggregates(ALL, AggregateFunction.COUNT)).containsExactly("d r Uint64 0");
    }

    @Test
    void groupsAreDeviceProfileResourceAndType() {
        add(
                event(
                        "d2",
                        "both",
                        5,
                        reading("d2", "a", ValueType.INT16, 5, "1"),
                        reading("d2", "b", ValueType.INT16, 5, "2")),
                event("d2", "a", 6, reading("d2", "a", ValueType.INT16, 6, "3")),
                event("d2", "a", 7, reading("d2", "a", ValueType.UINT8, 7, "9")),
                level("d1", 8, 4));

        assertThat(aggregates(ALL, AggregateFunction.SUM))
                .containsExactly("d1 level Int64 4", "d2 a Int64 4", "d2 a Uint64 9", "d2 b Int64 2");
        assertThat(aggregates(ALL, new Aggregation(AggregateFunction.MAX, 0, 1, 2)))
                .containsExactly("d2 a Int64 3", "d2 a Uint64 9");
        assertThat(aggregates(ALL.ofDevice("d2").ofResources(List.of("b", "a")).between(6, 7), AggregateFunction.MIN))
                .containsExactly("d2 a Int64 3", "d2 a Uint64 9");
        assertThat(aggregates(ALL.ofDevice("none"), AggregateFunction.MIN)).isEmpty();
    }

    @Test
    void whatIsDeletedDoesNotCount() {
        var late = event("d1", "r", 1, reading("d1", "late", ValueType.INT8, 50, "9"));
        add(level("d1", 1, 1), level("d1", 2, 2), level("d2", 1, 3), late);

        archive.deleteUpTo(1);
        assertThat(aggregates(ALL, AggregateFunction.SUM)).containsExactly("d1 level Int64 2");
        archive.deleteOfDevice("d1");
        assertThat(aggregates(ALL.between(0, 9), AggregateFunction.COUNT)).isEmpty();
    }

    @Test
    void anIntervalDividesTime() {
        add(level("d", 99, 1), level("d", 100, 2), level("d", 199, 3), level("d", 305, 7));
        add(event("d", "all", 150, reading("d", "level", ValueType.INT32, 150, "40")));

        assertThat(aggregates(ALL, new Aggregation(AggregateFunction.SUM, 100, 0, 20)))
                .containsExactly("d level Int64 1", "d level Int64 45 @100", "d level Int64 7 @300");
        assertThat(aggregates(ALL.between(100, 299), new Aggregation(AggregateFunction.COUNT, 100, 0, 20)))
                .containsExactly("d level Uint64 3 @100");
    }

    @Test
    void tooManyIntervalsAreRefused() {
        var events = new Event[Aggregation.MOST_BUCKETS + 1];
        Arrays.setAll(events, i -> level("d", i + 1L, i));
        add(events);

        assertThatThrownBy(() -> aggregates(ALL, new Aggregation(AggregateFunction.SUM, 1, 0, 20)))
                .isInstanceOf(EdgeException.class)
                .hasMessageContaining("longer interval");
        assertThat(aggregates(ALL, new Aggregation(AggregateFunction.COUNT, 2, 0, 20)))
                .hasSize(Aggregation.MOST_BUCKETS / 2 + 1);
    }
}

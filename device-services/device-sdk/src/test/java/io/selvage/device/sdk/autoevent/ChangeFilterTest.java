package io.selvage.device.sdk.autoevent;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeFilterTest {

    private static ChangeFilter filter(double threshold, boolean changedOnly) {
        return new ChangeFilter(new AutoEvent("1s", true, threshold, "s", null), changedOnly);
    }

    private static Reading reading(String resource, ValueType type, ReadingValue value) {
        return Reading.of(1, "pump", resource, type, value);
    }

    private static Event event(Reading... readings) {
        return Event.of(UUID.randomUUID().toString(), "pump", "Pump", "s", List.of(readings));
    }

    private static List<Boolean> passing(ChangeFilter filter, ValueType type, String... texts) {
        return Arrays.stream(texts)
                .map(text -> filter.filtered(event(reading("r", type, new ReadingValue.Simple(text))))
                        .isPresent())
                .toList();
    }

    @Test
    void withoutOnChangeEverythingPasses() {
        var filter = new ChangeFilter(new AutoEvent("1s", false, 0, "s", null), false);

        assertThat(passing(filter, ValueType.INT8, "1", "1")).containsExactly(true, true);
    }

    @Test
    void numbersMustDifferByMoreThanTheThresholdFromTheLastThatPassed() {
        assertThat(passing(filter(2, false), ValueType.INT32, "10", "12", "13", "14", "15", "16"))
                .containsExactly(true, false, true, false, false, true);
        assertThat(passing(filter(0.1, false), ValueType.FLOAT64, "1e+00", "1.1e+00", "1.2e+00"))
                .containsExactly(true, false, true);
    }

    @Test
    void withoutAThresholdLargeNumbersAreComparedExactly() {
        assertThat(passing(filter(0, false), ValueType.INT64, "9007199254740992", "9007199254740993"))
                .containsExactly(true, true);
    }

    @Test
    void textsAndWhatIsNoNumberMustDiffer() {
        assertThat(passing(filter(5, false), ValueType.STRING, "a", "a", "b")).containsExactly(true, false, true);
        assertThat(passing(filter(5, false), ValueType.FLOAT64, "NaN", "NaN", "1e+00", "NaN"))
                .containsExactly(true, false, true, true);
    }

    @Test
    void bytesAndObjectsAreComparedByContent() {
        var filter = filter(0, false);

        assertThat(filter.filtered(binary(1))).isPresent();
        assertThat(filter.filtered(binary(1))).isEmpty();
        assertThat(filter.filtered(binary(2))).isPresent();
        assertThat(filter.filtered(object("a"))).isPresent();
        assertThat(filter.filtered(object("a"))).isEmpty();
        assertThat(filter.filtered(object("b"))).isPresent();
    }

    private static Event binary(int content) {
        var value = new ReadingValue.Binary(new byte[] {(byte) content}, "image/png");
        return event(reading("r", ValueType.BINARY, value));
    }

    private static Event object(String content) {
        return event(reading("r", ValueType.OBJECT, new ReadingValue.Structured(Map.of("k", content))));
    }

    @Test
    void oneChangedReadingLetsAllPassUnlessOnlyChangedOnesAreWanted() {
        for (var changedOnly : List.of(false, true)) {
            var filter = filter(0, changedOnly);
            filter.filtered(two("1", "1"));

            var passed = filter.filtered(two("1", "2")).orElseThrow();

            assertThat(passed.readings()).hasSize(changedOnly ? 1 : 2);
            assertThat(passed.readings().getLast().resourceName()).isEqualTo("b");
        }
    }

    private static Event two(String a, String b) {
        return event(
                reading("a", ValueType.INT8, new ReadingValue.Simple(a)),
                reading("b", ValueType.INT8, new ReadingValue.Simple(b)));
    }

    @Test
    void otherResourcesThanBeforePass() {
        var filter = filter(0, true);
        filter.filtered(two("1", "1"));

        assertThat(filter.filtered(event(reading("a", ValueType.INT8, new ReadingValue.Simple("1")))))
                .isPresent();
    }
}

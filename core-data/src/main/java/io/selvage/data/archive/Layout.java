package io.selvage.data.archive;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an event becomes rows: nearly always one. */
final class Layout {

    private Layout() {}

    /** A row whose shape has no number yet. */
    record Draft(Shape shape, long origin, @Nullable String extra, List<@Nullable Object> values) {}

    /**
     * The event with its first readings of its own time in one row, all others in further ones: each with readings of one
     * time.
     */
    static List<Draft> strict(Event event) {
        var own = new ArrayList<Reading>(event.readings().size());
        Map<Long, List<Reading>> others = Map.of();
        for (var reading : event.readings()) {
            if (reading.origin() == event.origin() && own.size() < Shape.WIDTH) {
                own.add(reading);
            } else {
                others = others.isEmpty() ? new LinkedHashMap<>() : others;
                others.computeIfAbsent(reading.origin(), _ -> new ArrayList<>()).add(reading);
            }
        }
        var main = new Shape(
                Shape.Kind.EVENT,
                event.deviceName(),
                event.sourceName(),
                event.profileName(),
                event.tags(),
                series(own));
        var drafts = new ArrayList<Draft>();
        drafts.add(new Draft(main, event.origin(), null, values(own)));
        others.forEach((origin, readings) -> {
            for (var from = 0; from < readings.size(); from += Shape.WIDTH) {
                var some = readings.subList(from, Math.min(from + Shape.WIDTH, readings.size()));
                var part =
                        new Shape(Shape.Kind.PART, event.deviceName(), event.sourceName(), "", Map.of(), series(some));
                drafts.add(new Draft(part, origin, null, values(some)));
            }
        });
        return drafts;
    }

    /**
     * The event alone in one row and each reading in another, with all that may vary without end in the row: for sources
     * whose events are never alike, whose shapes would outnumber their rows.
     */
    static List<Draft> loose(Event event) {
        var main = new Shape(
                Shape.Kind.EVENT, event.deviceName(), event.sourceName(), event.profileName(), Map.of(), List.of());
        var drafts = new ArrayList<Draft>();
        drafts.add(new Draft(main, event.origin(), Extra.of(event.tags()).json(), List.of()));
        for (var reading : event.readings()) {
            var series = Series.of(reading);
            var shape = new Shape(Shape.Kind.LOOSE, event.deviceName(), "", "", Map.of(), List.of(series.bare()));
            drafts.add(new Draft(shape, reading.origin(), Extra.of(series).json(), values(List.of(reading))));
        }
        return drafts;
    }

    private static List<Series> series(List<Reading> readings) {
        var series = new ArrayList<Series>(readings.size());
        for (var reading : readings) {
            series.add(Series.of(reading));
        }
        return series;
    }

    private static List<@Nullable Object> values(List<Reading> readings) {
        var values = new ArrayList<@Nullable Object>(readings.size());
        for (var reading : readings) {
            values.add(StoredValue.of(reading));
        }
        return values;
    }
}

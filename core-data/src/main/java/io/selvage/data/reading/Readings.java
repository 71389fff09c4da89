package io.selvage.data.reading;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.MultiReadingsResponse;
import io.selvage.data.archive.AggregateFunction;
import io.selvage.data.archive.Aggregation;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.ListQuery;
import io.selvage.data.query.NumericForm;
import io.selvage.data.query.Times;
import io.selvage.data.query.Turns;
import io.selvage.service.AnswerRoom;
import io.selvage.service.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The rules for readings. */
@Service
public class Readings {

    /** Half of the connections that read: aggregates of a large store take seconds. */
    private static final int AGGREGATES_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Pages pages;
    private final Turns turns = new Turns(AGGREGATES_AT_ONCE, PATIENCE, "aggregates");

    Readings(Archive archive, Pages pages) {
        this.archive = archive;
        this.pages = pages;
    }

    /** A page of the readings, newest first, by the parameters of the request. */
    public MultiReadingsResponse list(Selection selection, Map<String, String> parameters) {
        if (!parameters.getOrDefault("aggregateFunc", "").isEmpty()) {
            return aggregates(selection, parameters);
        }
        var query = ListQuery.of(pages, parameters);
        var found = archive.readings(selection, query.page(), AnswerRoom::take);
        return MultiReadingsResponse.of(
                found.total(), found.items().stream().map(query::shown).toList());
    }

    private MultiReadingsResponse aggregates(Selection selection, Map<String, String> parameters) {
        var page = ListQuery.of(pages, parameters).page();
        var name = parameters.getOrDefault("aggregateFunc", "");
        var function = AggregateFunction.of(name)
                .orElseThrow(() -> Required.invalid(
                        "aggregateFunc '" + name + "' is none of " + List.of(AggregateFunction.values())));
        var interval = Times.interval(parameters.getOrDefault("interval", ""));
        return MultiReadingsResponse.aggregates(
                name,
                turns.take(() -> archive.aggregates(
                        selection, new Aggregation(function, interval, page.offset(), page.limit()))));
    }

    /** Of each resource of the device the newest reading. */
    public MultiReadingsResponse latest(String device, Map<String, String> parameters) {
        var numeric = ListQuery.isTrue(parameters.get("numeric"));
        var readings = archive.latest(Selection.all().ofDevice(device));
        return MultiReadingsResponse.of(
                readings.size(),
                numeric ? readings.stream().map(NumericForm::of).toList() : readings);
    }

    /** How many readings there are. */
    public long count(Selection selection) {
        return archive.countReadings(selection);
    }
}

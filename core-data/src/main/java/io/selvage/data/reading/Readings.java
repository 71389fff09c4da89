package io.selvage.data.reading;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.MultiReadingsResponse;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.ListQuery;
import io.selvage.service.Pages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The rules for readings. */
@Service
public class Readings {

    private static final List<String> AGGREGATES = List.of("MIN", "MAX", "COUNT", "SUM", "AVG");

    private final Archive archive;
    private final Pages pages;

    Readings(Archive archive, Pages pages) {
        this.archive = archive;
        this.pages = pages;
    }

    /** A page of the readings, newest first, by the parameters of the request. */
    public MultiReadingsResponse list(Selection selection, Map<String, String> parameters) {
        var function = parameters.getOrDefault("aggregateFunc", "");
        if (!function.isEmpty()) {
            if (!AGGREGATES.contains(function.toUpperCase(Locale.ROOT))) {
                throw Required.invalid("aggregateFunc '" + function + "' is none of " + AGGREGATES);
            }
            throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, "aggregateFunc is not served yet");
        }
        var query = ListQuery.of(pages, parameters);
        var found = archive.readings(selection, query.page());
        return MultiReadingsResponse.of(
                found.total(), found.items().stream().map(query::shown).toList());
    }

    /** How many readings there are. */
    public long count(Selection selection) {
        return archive.countReadings(selection);
    }
}

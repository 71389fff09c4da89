package io.selvage.data.query;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.service.Page;
import io.selvage.service.Pages;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list of events or readings.
 *
 * @param numeric whether numbers are answered as JSON numbers, not as text
 */
public record ListQuery(Page page, boolean numeric) {

    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");

    /** The query in the parameters of a request; CONTRACT_INVALID where one is not readable. */
    public static ListQuery of(Pages pages, Map<String, String> parameters) {
        return new ListQuery(
                pages.uncountedOf(parameters.get("offset"), parameters.get("limit")),
                isTrue(parameters.get("numeric")));
    }

    /** Whether the text of a parameter means yes; all others, and none, mean no. */
    public static boolean isTrue(@Nullable String text) {
        return text != null && TRUE.contains(text);
    }

    /** The event in the form that is asked for. */
    public Event shown(Event event) {
        return numeric ? NumericForm.of(event) : event;
    }

    /** The reading in the form that is asked for. */
    public Reading shown(Reading reading) {
        return numeric ? NumericForm.of(reading) : reading;
    }
}

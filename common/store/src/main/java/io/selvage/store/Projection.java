package io.selvage.store;

import java.util.Map;

/**
 * What is read of each document of a page.
 *
 * @param column the column that has it as JSON
 * @param type what the JSON is
 * @param numbers keys of the JSON whose numbers are not stored but asked for by these expressions of SQL
 */
public record Projection<R>(String column, Class<R> type, Map<String, String> numbers) {

    public Projection {
        numbers = Map.copyOf(numbers);
    }

    /** The JSON of a column as it is stored. */
    public static <R> Projection<R> of(String column, Class<R> type) {
        return new Projection<>(column, type, Map.of());
    }

    /** This one with a number that the database is asked for. */
    public Projection<R> with(String key, String expression) {
        return new Projection<>(column, type, Map.of(key, expression));
    }
}

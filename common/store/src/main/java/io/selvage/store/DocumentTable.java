package io.selvage.store;

import io.selvage.contracts.error.Required;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table of documents: the columns {@code seq} (made by the database, ascending), {@code id} (unique), {@code created},
 * {@code document} (the JSON, whose {@code labels} can be filtered) and one for each thing that is looked up.
 *
 * @param id the document's UUID
 * @param created ms since the epoch, which never changes
 * @param columns what stands in the further columns
 */
public record DocumentTable<T>(
        String name,
        Class<T> type,
        Function<T, @Nullable String> id,
        ToLongFunction<T> created,
        Map<String, Function<T, @Nullable String>> columns) {

    public DocumentTable {
        columns = new LinkedHashMap<>(columns);
    }

    /** A table with no columns but those that each has. */
    public static <T> DocumentTable<T> of(
            String name, Class<T> type, Function<T, @Nullable String> id, ToLongFunction<T> created) {
        return new DocumentTable<>(name, type, id, created, Map.of());
    }

    /** This table with one more column to look up by. */
    public DocumentTable<T> with(String column, Function<T, @Nullable String> value) {
        var more = new LinkedHashMap<>(columns);
        more.put(column, value);
        return new DocumentTable<>(name, type, id, created, more);
    }

    String idOf(T document) {
        return Required.text(id.apply(document), "id");
    }
}

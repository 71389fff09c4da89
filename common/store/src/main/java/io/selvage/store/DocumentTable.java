package io.selvage.store;

import io.selvage.contracts.error.Required;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table of documents: the columns {@code seq} (made by the database, ascending), {@code id} (unique), {@code created},
 * {@code document} (the JSON) and one for each thing that is looked up. Labels stand in a
 * table of their own, {@code NAME_label}: one row for each, with {@code created} and {@code seq} of its document, gone when that is.
 *
 * @param id the document's UUID
 * @param created ms since the epoch, which never changes
 * @param columns what stands in the further columns
 * @param labels by which documents are filtered; null where there is no table of labels
 */
public record DocumentTable<T>(
        String name,
        Class<T> type,
        Function<T, @Nullable String> id,
        ToLongFunction<T> created,
        Map<String, Function<T, @Nullable String>> columns,
        @Nullable Function<T, List<String>> labels) {

    public DocumentTable {
        columns = new LinkedHashMap<>(columns);
    }

    /** A table with no columns but those that each has. */
    public static <T> DocumentTable<T> of(
            String name, Class<T> type, Function<T, @Nullable String> id, ToLongFunction<T> created) {
        return new DocumentTable<>(name, type, id, created, Map.of(), null);
    }

    /** This table with one more column to look up by. */
    public DocumentTable<T> with(String column, Function<T, @Nullable String> value) {
        var more = new LinkedHashMap<>(columns);
        more.put(column, value);
        return new DocumentTable<>(name, type, id, created, more, labels);
    }

    /** This table with labels to filter by. */
    public DocumentTable<T> labelled(Function<T, List<String>> labelsOf) {
        return new DocumentTable<>(name, type, id, created, columns, labelsOf);
    }

    String idOf(T document) {
        return Required.text(id.apply(document), "id");
    }
}

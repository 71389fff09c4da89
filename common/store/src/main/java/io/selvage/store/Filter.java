package io.selvage.store;

import io.selvage.contracts.json.Immutable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which documents are meant: those with all of these column values and all of these labels.
 *
 * @param equal wanted values by column
 * @param labels all of which a document must have
 */
public record Filter(Map<String, String> equal, List<String> labels) {

    public Filter {
        equal = Immutable.map(equal);
        labels = Immutable.list(labels);
    }

    /** Every document. */
    public static Filter all() {
        return new Filter(Map.of(), List.of());
    }

    /** The documents with that value in the column. */
    public static Filter where(String column, String value) {
        return new Filter(Map.of(column, value), List.of());
    }

    /** Of these, the ones with that value in the column. */
    public Filter and(String column, String value) {
        var both = new LinkedHashMap<>(equal);
        both.put(column, value);
        return new Filter(both, labels);
    }

    /** Of these, the ones that have all the labels. */
    public Filter labelled(List<String> all) {
        return new Filter(equal, all);
    }
}

package io.selvage.data.archive;

import io.selvage.contracts.json.Immutable;
import java.util.List;

/**
 * A page of what was looked for.
 *
 * @param total how many there are in all; 0 where they were not to be counted
 */
public record Found<T>(long total, List<T> items) {

    public Found {
        items = Immutable.list(items);
    }
}

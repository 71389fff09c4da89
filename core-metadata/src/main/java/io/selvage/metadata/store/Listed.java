package io.selvage.metadata.store;

import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of things with the number of all that match. */
public record Listed<T>(long total, List<T> items) {

    public Listed {
        items = Immutable.list(items);
    }
}

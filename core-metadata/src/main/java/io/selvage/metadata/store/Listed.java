package io.selvage.metadata.store;

import java.util.List;

/** A page of things with the number of all that match. */
public record Listed<T>(long total, List<T> items) {

    public Listed {
        items = List.copyOf(items);
    }
}

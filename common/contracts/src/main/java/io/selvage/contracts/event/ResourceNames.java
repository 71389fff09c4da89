package io.selvage.contracts.event;

import io.selvage.contracts.json.Immutable;
import java.util.List;

/** The body of a query for readings of several resources. */
public record ResourceNames(List<String> resourceNames) {

    public ResourceNames {
        resourceNames = Immutable.list(resourceNames);
    }
}

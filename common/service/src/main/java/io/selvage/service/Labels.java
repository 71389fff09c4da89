package io.selvage.service;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query parameter {@code labels}. */
public final class Labels {

    private Labels() {}

    /** The labels that the comma-separated list names, none where it is absent or blank. */
    public static List<String> of(@Nullable String labels) {
        return labels == null || labels.isBlank()
                ? List.of()
                : Arrays.asList(labels.strip().split(",", -1));
    }
}

package io.selvage.data.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** EdgeX's aggregates of numbers. */
public enum AggregateFunction {
    MIN,
    MAX,
    COUNT,
    SUM,
    AVG;

    /** The function of that name in any letter case. */
    public static Optional<AggregateFunction> of(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(function -> function.name().equals(upper))
                .findFirst();
    }
}

package io.selvage.service;

import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters {@code offset} and {@code limit}; bounds the rows of an answer. */
public final class Pages {

    private static final int DEFAULT_LIMIT = 20;

    private final int maxResultCount;

    public Pages(int maxResultCount) {
        this.maxResultCount = maxResultCount;
    }

    /** The page; CONTRACT_INVALID where a parameter is no number or out of bounds. */
    public Page of(@Nullable String offset, @Nullable String limit) {
        return new Page(number("offset", offset, 0, 0), limitOf(limit), true);
    }

    /** As {@link #of}, where {@code offset=-1} asks for the first rows without counting all. */
    public Page uncountedOf(@Nullable String offset, @Nullable String limit) {
        var first = number("offset", offset, 0, -1);
        return new Page(Math.max(first, 0), limitOf(limit), first >= 0);
    }

    private int limitOf(@Nullable String limit) {
        var rows = number("limit", limit, Math.min(DEFAULT_LIMIT, maxResultCount), -1);
        if (rows > maxResultCount) {
            throw Required.invalid("limit " + rows + " is above Service.MaxResultCount " + maxResultCount);
        }
        return rows < 0 ? maxResultCount : rows;
    }

    private static int number(String name, @Nullable String text, int otherwise, int least) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Required.invalid(name + " '" + text + "' is no integer");
        }
        throw Required.invalid(name + " " + text + " must be " + least + " or more");
    }
}

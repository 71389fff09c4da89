package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Lists that core-metadata answers in pages.
 *
 * @param total how many there are in all, of a page
 * @param things of a page
 */
record Paged<P, T>(ToLongFunction<P> total, Function<P, List<T>> things) {

    private static final String AS_MANY_AS_ALLOWED = "-1";
    private static final int ATTEMPTS = 5;

    /**
     * All things. Where their number changes between two pages the later ones have shifted, and all are asked for again.
     *
     * @param page gives the page at an offset, of at most so many things
     * @throws EdgeException STATUS_CONFLICT where their number does not stop changing
     */
    List<T> all(BiFunction<String, String, P> page) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var all = new ArrayList<T>();
            if (isComplete(all, page)) {
                return all;
            }
        }
        throw new EdgeException(
                ErrorKind.STATUS_CONFLICT,
                "what core-metadata lists has changed each time before its last page was read");
    }

    private boolean isComplete(List<T> all, BiFunction<String, String, P> pages) {
        var first = pages.apply("0", AS_MANY_AS_ALLOWED);
        var count = total.applyAsLong(first);
        for (var page = first; total.applyAsLong(page) == count; ) {
            all.addAll(things.apply(page));
            if (all.size() >= count) {
                return true;
            }
            if (things.apply(page).isEmpty()) {
                return false;
            }
            page = pages.apply(String.valueOf(all.size()), AS_MANY_AS_ALLOWED);
        }
        return false;
    }
}

package io.selvage.data.archive;

import io.selvage.data.archive.Finder.Pick;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.Session;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a page are, and what they take of the memory.
 *
 * @param total how many there are in all; 0 where they were not to be counted
 */
record Located(long total, List<Pick> picks, long bytes) {

    /** Bytes from which on memory is asked for. */
    private static final long SMALL = 256 * 1024;

    /** What was found; the items where they are small. */
    private record Step<T>(Located located, @Nullable List<T> items) {}

    /**
     * Finds the page and reads it: large ones in a second transaction, so that no connection waits for memory.
     *
     * @param locate finds it
     * @param read reads what was found
     */
    static <T> Found<T> read(
            Database database,
            Function<Session, Located> locate,
            BiFunction<Session, List<Pick>, List<T>> read,
            Room room) {
        Step<T> step = database.read(session -> {
            var located = locate.apply(session);
            return new Step<>(located, located.bytes <= SMALL ? read.apply(session, located.picks) : null);
        });
        var located = step.located;
        if (step.items != null) {
            return new Found<>(located.total, step.items);
        }
        room.take(located.bytes);
        return new Found<>(located.total, database.read(session -> read.apply(session, located.picks)));
    }

    /** The page of so many items, if it is within them. */
    static Located of(Page page, long total, IntFunction<List<Pick>> find, Function<List<Pick>, Long> size) {
        if (!page.within(total)) {
            return new Located(total, List.of(), 0);
        }
        var picks = find.apply(page.limit());
        return new Located(total, picks, size.apply(picks));
    }
}

package io.selvage.data.archive;

import io.selvage.data.archive.Finder.Pick;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the rows of some picks are that have one shape. */
final class Places {

    /** SQL: the rows from the oldest to the newest, in which others may be of the same time as these two. */
    static final String RANGE = " FROM event WHERE shape = ? AND origin BETWEEN ? AND ?";

    private final int shape;
    private final List<Row.Key> keys = new ArrayList<>();
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;
    private int position;

    private Places(int shape, int position) {
        this.shape = shape;
        this.position = position;
    }

    /** The places of the picks, those of each shape together and in the order of the picks. */
    static Collection<Places> of(Collection<Pick> picks) {
        Map<Integer, Places> places = new HashMap<>();
        for (var pick : picks) {
            places.computeIfAbsent(pick.key().shape(), shape -> new Places(shape, pick.position()))
                    .add(pick);
        }
        return places.values();
    }

    private void add(Pick pick) {
        var key = pick.key();
        if (keys.isEmpty() || !keys.getLast().equals(key)) {
            keys.add(key);
            oldest = Math.min(oldest, key.origin());
            newest = Math.max(newest, key.origin());
        }
        if (pick.position() != position) {
            position = -1;
        }
    }

    int shape() {
        return shape;
    }

    /** The keys, of neighbours that are the same only one. */
    List<Row.Key> keys() {
        return keys;
    }

    /** The position that all picks have; negative where they have several. */
    int position() {
        return position;
    }

    /** Arguments of {@link #RANGE}. */
    Object[] range() {
        return new Object[] {shape, oldest, newest};
    }

    /** Whether the keys begin with the newest; else with the oldest. */
    boolean isNewestFirst() {
        return keys.getFirst().compareTo(keys.getLast()) <= 0;
    }

    /** SQL: the order of the keys, if it is that of time. */
    String order() {
        return isNewestFirst() ? " ORDER BY origin DESC, id DESC, part DESC" : " ORDER BY origin, id, part";
    }
}

package io.selvage.data.archive;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code event}.
 *
 * @param era with which it came
 * @param more how many rows of the same event follow
 * @param extra JSON: {@link Extra}
 * @param values as {@link StoredValue} makes them
 */
record Row(Key key, long era, int more, @Nullable String extra, List<@Nullable Object> values) {

    Row {
        values = Collections.unmodifiableList(values);
    }

    /**
     * Where the row stands: newest first. Of one time the order means nothing, but both databases and this have it alike.
     *
     * @param part 0 for the event itself
     */
    record Key(int shape, long origin, UUID id, int part) implements Comparable<Key> {

        /** The order in which the oldest comes first. */
        static int oldestFirst(Key one, Key other) {
            return other.compareTo(one);
        }

        @Override
        public int compareTo(Key other) {
            var order = Long.compare(other.origin, origin);
            if (order == 0) {
                order = Integer.compare(other.shape, shape);
            }
            if (order == 0) {
                order = Long.compareUnsigned(other.id.getMostSignificantBits(), id.getMostSignificantBits());
            }
            if (order == 0) {
                order = Long.compareUnsigned(other.id.getLeastSignificantBits(), id.getLeastSignificantBits());
            }
            return order == 0 ? Integer.compare(other.part, part) : order;
        }
    }
}

package io.selvage.data.archive;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rows of events have in common, so that a row holds little more than values.
 *
 * @param source of the event; empty for {@link Kind#LOOSE}
 * @param profile of the event; empty for all but {@link Kind#EVENT}
 * @param tags of the event; empty for all but {@link Kind#EVENT}
 * @param series of each value, in order
 */
record Shape(
        Kind kind,
        String device,
        String source,
        String profile,
        Map<String, @Nullable Object> tags,
        List<Series> series) {

    /** Values in one row at most. */
    static final int WIDTH = 8;

    /** What a row is. */
    enum Kind {
        /** An event and the readings of its own time. */
        EVENT(0),
        /** More readings of an event. */
        PART(1),
        /** One more reading of an event, with units, media type and tags in the row. */
        LOOSE(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) {
            return number == 0 ? EVENT : number == 1 ? PART : LOOSE;
        }

        /** The number in the table. */
        int number() {
            return number;
        }
    }
}

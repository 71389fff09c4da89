package io.selvage.data.archive;

/**
 * What is asked of the numbers of each device, profile, resource and value type.
 *
 * @param interval ns of a bucket of time, beginning at its multiples since the epoch; 0 for one of all times
 * @param offset groups to pass over
 * @param limit groups to answer at most
 */
public record Aggregation(AggregateFunction function, long interval, int offset, int limit) {

    /** Answers at most; a week of one resource by the minute has 10,080. */
    public static final int MOST_BUCKETS = 20_000;

    boolean hasBuckets() {
        return interval > 0;
    }
}

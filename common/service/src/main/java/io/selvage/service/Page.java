package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;

/**
 * The part of a list that a request asked for.
 *
 * @param offset rows to pass over, 0 or more
 * @param limit rows to return, 0 or more
 * @param counted false where the request asked not to count ({@code offset=-1})
 */
public record Page(int offset, int limit, boolean counted) {

    /**
     * Whether there are rows to fetch of so many that match.
     *
     * @throws EdgeException RANGE_NOT_SATISFIABLE where the offset lies beyond the last row
     */
    public boolean within(long total) {
        if (limit == 0 || (counted && total == 0)) {
            return false;
        }
        if (counted && offset > total) {
            throw new EdgeException(
                    ErrorKind.RANGE_NOT_SATISFIABLE,
                    "query objects bounds out of range: offset " + offset + " of " + total);
        }
        return !counted || offset < total;
    }
}

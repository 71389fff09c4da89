/** Messages of which no event could be stored: kept within bounds for somebody to look at. */
@NullMarked
package io.selvage.data.deadletter;

import org.jspecify.annotations.NullMarked;

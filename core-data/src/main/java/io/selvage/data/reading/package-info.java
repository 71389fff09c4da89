/** Readings of core-data. */
@NullMarked
package io.selvage.data.reading;

import org.jspecify.annotations.NullMarked;

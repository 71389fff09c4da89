/** Tests of how long events are kept. */
@NullMarked
package io.selvage.data.retention;

import org.jspecify.annotations.NullMarked;

/** Metrics as they travel on the bus. */
@NullMarked
package io.selvage.contracts.metric;

import org.jspecify.annotations.NullMarked;

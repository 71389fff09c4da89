/** The transactions of core-metadata and the system events that tell of them. */
@NullMarked
package io.selvage.metadata.store;

import org.jspecify.annotations.NullMarked;

/** The events and readings on disk. Design: docs/adr on the layout of events. */
@NullMarked
package io.selvage.data.archive;

import org.jspecify.annotations.NullMarked;

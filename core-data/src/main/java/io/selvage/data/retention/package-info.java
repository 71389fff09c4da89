/** How long events are kept, and how much of the disk they may take. */
@NullMarked
package io.selvage.data.retention;

import org.jspecify.annotations.NullMarked;

/** The rules for events. */
@NullMarked
package io.selvage.data.event;

import org.jspecify.annotations.NullMarked;

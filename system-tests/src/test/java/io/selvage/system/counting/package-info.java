/** A device service whose devices count, and note which of their readings were accepted. */
@NullMarked
package io.selvage.system.counting;

import org.jspecify.annotations.NullMarked;

/** What core-metadata tells the bus when something changed. */
@NullMarked
package io.selvage.contracts.systemevent;

import org.jspecify.annotations.NullMarked;

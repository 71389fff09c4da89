/** Events and readings, their wire form and the routes of core-data. */
@NullMarked
package io.selvage.contracts.event;

import org.jspecify.annotations.NullMarked;

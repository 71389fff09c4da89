/** Devices and the routes of core-metadata for them. */
@NullMarked
package io.selvage.contracts.device;

import org.jspecify.annotations.NullMarked;

/** Reads that a device service makes by itself. */
@NullMarked
package io.selvage.device.sdk.autoevent;

import org.jspecify.annotations.NullMarked;

/** Reads and writes of devices: by commands over REST and the bus, and for AutoEvents. */
@NullMarked
package io.selvage.device.sdk.command;

import org.jspecify.annotations.NullMarked;

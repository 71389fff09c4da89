/** What a device service knows of itself, its devices and their profiles, and the driver as it may be called for them. */
@NullMarked
package io.selvage.device.sdk.inventory;

import org.jspecify.annotations.NullMarked;

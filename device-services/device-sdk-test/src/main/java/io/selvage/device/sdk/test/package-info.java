/** What the author of a device service tests it with: the real SDK around the driver, and a core in memory around that. */
@NullMarked
package io.selvage.device.sdk.test;

import org.jspecify.annotations.NullMarked;

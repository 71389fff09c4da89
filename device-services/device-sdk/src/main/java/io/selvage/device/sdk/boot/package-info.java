/** How a device service comes up: wiring, core-metadata, registration, profiles and devices from files. */
@NullMarked
package io.selvage.device.sdk.boot;

import org.jspecify.annotations.NullMarked;

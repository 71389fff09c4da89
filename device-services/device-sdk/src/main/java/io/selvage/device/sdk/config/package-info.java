/** The configuration of a device service in EdgeX's sections. */
@NullMarked
package io.selvage.device.sdk.config;

import org.jspecify.annotations.NullMarked;

/** The device service for devices behind an MQTT broker. */
@NullMarked
package io.selvage.device.mqtt;

import org.jspecify.annotations.NullMarked;

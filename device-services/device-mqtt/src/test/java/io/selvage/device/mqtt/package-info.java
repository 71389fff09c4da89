/** Tests of device-mqtt against real brokers. */
@NullMarked
package io.selvage.device.mqtt;

import org.jspecify.annotations.NullMarked;

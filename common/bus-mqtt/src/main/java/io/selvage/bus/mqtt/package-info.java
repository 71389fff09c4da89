/** The message bus over an MQTT 3.1.1 broker. */
@NullMarked
package io.selvage.bus.mqtt;

import org.jspecify.annotations.NullMarked;

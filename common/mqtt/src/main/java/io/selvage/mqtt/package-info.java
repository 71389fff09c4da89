/** Connections to an MQTT 3.1.1 broker. */
@NullMarked
package io.selvage.mqtt;

import org.jspecify.annotations.NullMarked;

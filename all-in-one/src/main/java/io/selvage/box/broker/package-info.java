/** The MQTT broker inside the box, and its link to the bus inside the JVM. */
@NullMarked
package io.selvage.box.broker;

import org.jspecify.annotations.NullMarked;

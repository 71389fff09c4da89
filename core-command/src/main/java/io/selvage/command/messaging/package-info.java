/** Commands and queries that come over the bus between services, and over an MQTT broker outside. */
@NullMarked
package io.selvage.command.messaging;

import org.jspecify.annotations.NullMarked;

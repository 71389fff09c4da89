/** Publish/subscribe between services: the port, its envelope on the wire, and the bus inside one JVM. */
@NullMarked
package io.selvage.bus;

import org.jspecify.annotations.NullMarked;

/** Modbus TCP devices: registers as values, requests as few as possible, one connection an endpoint. */
@NullMarked
package io.selvage.device.modbus;

import org.jspecify.annotations.NullMarked;

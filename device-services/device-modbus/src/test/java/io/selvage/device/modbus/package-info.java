/** The driver against a Modbus server of another library. */
@NullMarked
package io.selvage.device.modbus;

import org.jspecify.annotations.NullMarked;

/** Virtual devices: resources of every value type, random or as last written. */
@NullMarked
package io.selvage.device.virtual;

import org.jspecify.annotations.NullMarked;

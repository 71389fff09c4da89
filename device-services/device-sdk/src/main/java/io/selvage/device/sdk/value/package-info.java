/** Values on their way between the wire and a driver: parsing, transforms, texts. Pure functions. */
@NullMarked
package io.selvage.device.sdk.value;

import org.jspecify.annotations.NullMarked;

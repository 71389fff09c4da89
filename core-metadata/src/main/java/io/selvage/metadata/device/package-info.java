/** Devices, checked with their device services. */
@NullMarked
package io.selvage.metadata.device;

import org.jspecify.annotations.NullMarked;

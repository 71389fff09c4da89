/** Tests of device-rest over real ports. */
@NullMarked
package io.selvage.device.rest;

import org.jspecify.annotations.NullMarked;

/** The device service for devices that speak HTTP. */
@NullMarked
package io.selvage.device.rest;

import org.jspecify.annotations.NullMarked;

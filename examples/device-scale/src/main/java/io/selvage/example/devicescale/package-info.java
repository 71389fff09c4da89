/** An example of a device service: scales that speak lines over TCP. */
@NullMarked
package io.selvage.example.devicescale;

import org.jspecify.annotations.NullMarked;

/** What a service counts and measures, and its reports on the bus. */
@NullMarked
package io.selvage.service.telemetry;

import org.jspecify.annotations.NullMarked;

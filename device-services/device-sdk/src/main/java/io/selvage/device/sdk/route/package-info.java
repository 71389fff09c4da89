/** Routes of drivers on the port of the service. */
@NullMarked
package io.selvage.device.sdk.route;

import org.jspecify.annotations.NullMarked;

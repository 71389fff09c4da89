/** Events on their way from the service to the bus. */
@NullMarked
package io.selvage.device.sdk.publish;

import org.jspecify.annotations.NullMarked;

/** What the author of a device service sees: the driver to implement and the types of its calls. */
@NullMarked
package io.selvage.device.sdk;

import org.jspecify.annotations.NullMarked;

/** What drivers find by themselves: devices, which provision watchers let in, and profiles. */
@NullMarked
package io.selvage.device.sdk.discovery;

import org.jspecify.annotations.NullMarked;

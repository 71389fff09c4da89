@NullMarked
package io.selvage.device.sdk.testing.device;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.selvage.device.sdk.testing;

import org.jspecify.annotations.NullMarked;

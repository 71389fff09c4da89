@NullMarked
package io.selvage.device.sdk.value;

import org.jspecify.annotations.NullMarked;

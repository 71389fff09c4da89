@NullMarked
package io.selvage.device.sdk.boot;

import org.jspecify.annotations.NullMarked;

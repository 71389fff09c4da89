@NullMarked
package io.selvage.device.sdk.discovery;

import org.jspecify.annotations.NullMarked;

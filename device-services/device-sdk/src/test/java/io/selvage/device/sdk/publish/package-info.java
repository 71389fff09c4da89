@NullMarked
package io.selvage.device.sdk.publish;

import org.jspecify.annotations.NullMarked;

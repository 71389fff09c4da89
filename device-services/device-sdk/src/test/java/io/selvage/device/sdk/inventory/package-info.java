@NullMarked
package io.selvage.device.sdk.inventory;

import org.jspecify.annotations.NullMarked;

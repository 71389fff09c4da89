@NullMarked
package io.selvage.device.sdk;

import org.jspecify.annotations.NullMarked;

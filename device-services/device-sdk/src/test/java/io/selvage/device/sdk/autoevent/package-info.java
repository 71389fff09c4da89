@NullMarked
package io.selvage.device.sdk.autoevent;

import org.jspecify.annotations.NullMarked;

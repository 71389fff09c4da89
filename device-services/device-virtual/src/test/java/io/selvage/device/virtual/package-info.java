@NullMarked
package io.selvage.device.virtual;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.selvage.device.sdk.test;

import org.jspecify.annotations.NullMarked;

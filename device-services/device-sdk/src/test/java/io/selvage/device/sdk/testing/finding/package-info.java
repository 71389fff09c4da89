@NullMarked
package io.selvage.device.sdk.testing.finding;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.selvage.device.sdk.testing.metadata;

import org.jspecify.annotations.NullMarked;

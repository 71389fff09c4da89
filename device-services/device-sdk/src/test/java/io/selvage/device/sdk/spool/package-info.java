@NullMarked
package io.selvage.device.sdk.spool;

import org.jspecify.annotations.NullMarked;

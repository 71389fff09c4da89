@NullMarked
package io.selvage.device.sdk.command;

import org.jspecify.annotations.NullMarked;

/** EdgeX core-command: one place from which the commands of all devices are called. */
@NullMarked
package io.selvage.command;

import org.jspecify.annotations.NullMarked;

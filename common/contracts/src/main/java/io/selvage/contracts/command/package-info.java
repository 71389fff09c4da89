/** Commands: the routes of core-command and of device services. */
@NullMarked
package io.selvage.contracts.command;

import org.jspecify.annotations.NullMarked;

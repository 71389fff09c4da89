/** What requests over a bus ask for. */
@NullMarked
package io.selvage.command.messaging;

import org.jspecify.annotations.NullMarked;

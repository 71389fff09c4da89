/** core-command over a real port, with core-metadata and device services played by small HTTP servers. */
@NullMarked
package io.selvage.command;

import org.jspecify.annotations.NullMarked;

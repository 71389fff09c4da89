/** The box: every service in one JVM, started, watched and stopped together. */
@NullMarked
package io.selvage.box;

import org.jspecify.annotations.NullMarked;

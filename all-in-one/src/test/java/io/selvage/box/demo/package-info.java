/** The simulated devices against the drivers that read them. */
@NullMarked
package io.selvage.box.demo;

import org.jspecify.annotations.NullMarked;

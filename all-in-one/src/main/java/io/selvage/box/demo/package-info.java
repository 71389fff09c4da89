/** What the demo devices of the box talk to. */
@NullMarked
package io.selvage.box.demo;

import org.jspecify.annotations.NullMarked;

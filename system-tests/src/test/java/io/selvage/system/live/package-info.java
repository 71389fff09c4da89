/** Services that live by core-keeper while they run. */
@NullMarked
package io.selvage.system.live;

import org.jspecify.annotations.NullMarked;

/** A service of this test alone, in a package of its own since the packages of services are scanned. */
@NullMarked
package io.selvage.system.live.pump;

import org.jspecify.annotations.NullMarked;

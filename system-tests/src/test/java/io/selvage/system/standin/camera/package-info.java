/** A stand-in in a package of its own, since the packages of services are scanned. */
@NullMarked
package io.selvage.system.standin.camera;

import org.jspecify.annotations.NullMarked;

/** Device services without devices, for suites that expect others than the box has: they register and validate. */
@NullMarked
package io.selvage.system.standin;

import org.jspecify.annotations.NullMarked;

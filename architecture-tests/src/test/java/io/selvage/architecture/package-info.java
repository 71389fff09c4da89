/** The borders between modules and the rules inside them, checked on the compiled classes. */
@NullMarked
package io.selvage.architecture;

import org.jspecify.annotations.NullMarked;

/** For tests: the real parts that services stand on, in containers. */
@NullMarked
package io.selvage.containers;

import org.jspecify.annotations.NullMarked;

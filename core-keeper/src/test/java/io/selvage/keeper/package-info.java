/** Tests of core-keeper and of services that live by it, over real ports and databases. */
@NullMarked
package io.selvage.keeper;

import org.jspecify.annotations.NullMarked;

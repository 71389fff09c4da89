/** Configuration as keys and values. */
@NullMarked
package io.selvage.keeper.keyvalue;

import org.jspecify.annotations.NullMarked;

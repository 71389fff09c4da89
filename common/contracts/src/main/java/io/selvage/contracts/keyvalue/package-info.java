/** Configuration as keys and values in core-keeper. */
@NullMarked
package io.selvage.contracts.keyvalue;

import org.jspecify.annotations.NullMarked;

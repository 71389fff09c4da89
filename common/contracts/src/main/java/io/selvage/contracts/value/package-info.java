/** EdgeX's value types and the text forms of their values. */
@NullMarked
package io.selvage.contracts.value;

import org.jspecify.annotations.NullMarked;

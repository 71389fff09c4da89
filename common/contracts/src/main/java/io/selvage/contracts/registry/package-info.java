/** Which services there are and whether they answer, in core-keeper. */
@NullMarked
package io.selvage.contracts.registry;

import org.jspecify.annotations.NullMarked;

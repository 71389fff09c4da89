/** The error model: one exception with a kind, and the checks that throw it. */
@NullMarked
package io.selvage.contracts.error;

import org.jspecify.annotations.NullMarked;

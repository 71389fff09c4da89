/** Envelopes and routes that every EdgeX service shares. */
@NullMarked
package io.selvage.contracts.common;

import org.jspecify.annotations.NullMarked;

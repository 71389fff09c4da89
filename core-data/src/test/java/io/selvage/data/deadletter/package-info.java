/** Tests of dead letters. */
@NullMarked
package io.selvage.data.deadletter;

import org.jspecify.annotations.NullMarked;

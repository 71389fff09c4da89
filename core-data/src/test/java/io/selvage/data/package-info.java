/** core-data over a real port and a real bus. */
@NullMarked
package io.selvage.data;

import org.jspecify.annotations.NullMarked;

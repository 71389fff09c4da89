/** Units of measure. */
@NullMarked
package io.selvage.metadata.unit;

import org.jspecify.annotations.NullMarked;

/** EdgeX core-metadata: what devices there are and what they can do. */
@NullMarked
package io.selvage.metadata;

import org.jspecify.annotations.NullMarked;

/** The configuration that services have in common. */
@NullMarked
package io.selvage.keeper.common;

import org.jspecify.annotations.NullMarked;

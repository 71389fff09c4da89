/** The services and their health. */
@NullMarked
package io.selvage.keeper.registry;

import org.jspecify.annotations.NullMarked;

/** The one place where the secrets of a service come from. */
@NullMarked
package io.selvage.service.secret;

import org.jspecify.annotations.NullMarked;

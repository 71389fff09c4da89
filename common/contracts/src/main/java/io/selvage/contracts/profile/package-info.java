/** Device profiles and the routes of core-metadata for them. */
@NullMarked
package io.selvage.contracts.profile;

import org.jspecify.annotations.NullMarked;

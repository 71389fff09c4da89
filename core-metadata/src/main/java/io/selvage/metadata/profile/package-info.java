/** Device profiles, whole and part by part. */
@NullMarked
package io.selvage.metadata.profile;

import org.jspecify.annotations.NullMarked;

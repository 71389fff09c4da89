/** A bounded queue of byte records on disk that survives the death of its process at any moment. */
@NullMarked
package io.selvage.device.sdk.spool;

import org.jspecify.annotations.NullMarked;

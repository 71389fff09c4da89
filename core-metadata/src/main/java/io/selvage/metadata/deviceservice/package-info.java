/** Device services. */
@NullMarked
package io.selvage.metadata.deviceservice;

import org.jspecify.annotations.NullMarked;

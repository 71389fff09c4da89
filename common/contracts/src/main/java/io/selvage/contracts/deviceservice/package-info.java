/** Device services and the routes of core-metadata for them. */
@NullMarked
package io.selvage.contracts.deviceservice;

import org.jspecify.annotations.NullMarked;

/** EdgeX core-keeper: the configuration of all services, and which of them answer. */
@NullMarked
package io.selvage.keeper;

import org.jspecify.annotations.NullMarked;

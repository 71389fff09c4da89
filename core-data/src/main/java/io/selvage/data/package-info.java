/** EdgeX core-data: keeps events and their readings and answers questions about them. */
@NullMarked
package io.selvage.data;

import org.jspecify.annotations.NullMarked;

/** Work that core-data does again and again. */
@NullMarked
package io.selvage.data.periodic;

import org.jspecify.annotations.NullMarked;

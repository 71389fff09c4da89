@NullMarked
package io.selvage.metadata;

import org.jspecify.annotations.NullMarked;

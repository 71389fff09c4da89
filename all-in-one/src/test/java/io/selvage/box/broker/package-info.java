@NullMarked
package io.selvage.box.broker;

import org.jspecify.annotations.NullMarked;

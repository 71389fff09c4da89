@NullMarked
package io.selvage.example.devicescale;

import org.jspecify.annotations.NullMarked;

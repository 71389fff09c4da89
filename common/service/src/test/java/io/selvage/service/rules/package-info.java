@NullMarked
package io.selvage.service.rules;

import org.jspecify.annotations.NullMarked;

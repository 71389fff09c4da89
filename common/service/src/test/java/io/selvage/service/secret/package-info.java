@NullMarked
package io.selvage.service.secret;

import org.jspecify.annotations.NullMarked;

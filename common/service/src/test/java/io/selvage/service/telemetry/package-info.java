@NullMarked
package io.selvage.service.telemetry;

import org.jspecify.annotations.NullMarked;

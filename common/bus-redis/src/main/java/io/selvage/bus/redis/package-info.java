/** The message bus over Redis pub/sub, as services of EdgeX 3.x speak it. */
@NullMarked
package io.selvage.bus.redis;

import org.jspecify.annotations.NullMarked;

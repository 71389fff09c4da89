/** Both editions, driven from outside: real processes, ports, brokers and databases. */
@NullMarked
package io.selvage.system;

import org.jspecify.annotations.NullMarked;

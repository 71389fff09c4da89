/** Consul as registry and as configuration provider; nothing of it is loaded where it is not chosen. */
@NullMarked
package io.selvage.service.consul;

import org.jspecify.annotations.NullMarked;

/** Where services are, and where configuration lies outside of them: what core-keeper and Consul have in common. */
@NullMarked
package io.selvage.service.registry;

import org.jspecify.annotations.NullMarked;

/** Provision watchers, by which device services turn what they discover into devices. */
@NullMarked
package io.selvage.metadata.watcher;

import org.jspecify.annotations.NullMarked;

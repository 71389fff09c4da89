/** Provision watchers and the routes of core-metadata for them. */
@NullMarked
package io.selvage.contracts.watcher;

import org.jspecify.annotations.NullMarked;

/** What every database must do, on SQLite and on PostgreSQL. */
@NullMarked
package io.selvage.store;

import org.jspecify.annotations.NullMarked;

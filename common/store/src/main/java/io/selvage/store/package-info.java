/** What services keep: one database each, in an SQLite file or a PostgreSQL schema, written by one connection. */
@NullMarked
package io.selvage.store;

import org.jspecify.annotations.NullMarked;

/** What an archive must do, on SQLite and on PostgreSQL. */
@NullMarked
package io.selvage.data.archive;

import org.jspecify.annotations.NullMarked;

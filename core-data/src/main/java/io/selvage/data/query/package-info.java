/** What the queries for events and for readings have in common. */
@NullMarked
package io.selvage.data.query;

import org.jspecify.annotations.NullMarked;

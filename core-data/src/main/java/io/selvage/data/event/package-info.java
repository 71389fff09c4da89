/** Events of core-data: how they come in, by REST and by bus, and the questions about them. */
@NullMarked
package io.selvage.data.event;

import org.jspecify.annotations.NullMarked;

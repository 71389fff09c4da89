/** Names of the topics on the message bus. */
@NullMarked
package io.selvage.contracts.topic;

import org.jspecify.annotations.NullMarked;

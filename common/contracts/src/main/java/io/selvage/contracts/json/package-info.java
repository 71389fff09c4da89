/** How the records look as JSON, CBOR and YAML. */
@NullMarked
package io.selvage.contracts.json;

import org.jspecify.annotations.NullMarked;
